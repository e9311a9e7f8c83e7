package io.flightlog;

import static com.tngtech.archunit.lang.conditions.ArchConditions.callMethodWhere;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import java.io.ObjectInputStream;
import java.lang.invoke.MethodHandles;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.URLConnection;
import java.util.Set;

@AnalyzeClasses(packages = "io.flightlog", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  /** Starts the tool again with the libraries that lie beside its jar; knows nothing of events. */
  private static final String TOOLS_LIBRARIES =
      "io\\.flightlog\\.tool\\.(Dependencies|ReplayCommand)";

  private static final String TESTKIT = "io.flightlog.testkit..";

  private static ArchCondition<JavaClass> callOneOf(Class<?> owner, String... methods) {
    Set<String> names = Set.of(methods);
    return callMethodWhere(
        DescribedPredicate.describe(
            owner.getSimpleName() + "." + names,
            call -> call.getTargetOwner().isAssignableTo(owner) && names.contains(call.getName())));
  }

  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices().matching("io.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule importsRunAgainstTheArrow =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("tool")
          .definedBy("io.flightlog.tool..")
          .layer("root")
          .definedBy("io.flightlog")
          .layer("ship")
          .definedBy("io.flightlog.ship..")
          .layer("spool")
          .definedBy("io.flightlog.spool..")
          .layer("batch")
          .definedBy("io.flightlog.batch..")
          .layer("ring")
          .definedBy("io.flightlog.ring..")
          .layer("encode")
          .definedBy("io.flightlog.encode..")
          .layer("tls")
          .definedBy("io.flightlog.tls..")
          .layer("leaves")
          .definedBy(
              "io.flightlog.config..",
              "io.flightlog.metrics..",
              "io.flightlog.agent..",
              "io.flightlog.mask..")
          .whereLayer("tool")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("root")
          .mayOnlyBeAccessedByLayers("tool")
          .whereLayer("ship")
          .mayOnlyBeAccessedByLayers("root")
          .whereLayer("spool")
          .mayOnlyBeAccessedByLayers("root", "ship", "tool")
          .whereLayer("batch")
          .mayOnlyBeAccessedByLayers("root", "ship", "spool")
          .whereLayer("ring")
          .mayOnlyBeAccessedByLayers("root", "ship", "spool", "batch")
          .whereLayer("tls")
          .mayOnlyBeAccessedByLayers("ship")
          .whereLayer("tls")
          .mayOnlyAccessLayers("leaves")
          .whereLayer("leaves")
          .mayNotAccessAnyLayer();

  @ArchTest
  static final ArchRule disruptorIsKnownOnlyInRing =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.flightlog.ring..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("com.lmax..");

  @ArchTest
  static final ArchRule re2IsKnownOnlyInMask =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.flightlog.mask..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("com.google.re2j..");

  @ArchTest
  static final ArchRule theElasticsearchClientIsKnownOnlyInShip =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.flightlog.ship..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("co.elastic..", "org.apache.hc..");

  /** Nothing that is read, logged or answered is ever looked up, evaluated, loaded or run. */
  @ArchTest
  static final ArchRule nothingIsEvaluated =
      noClasses()
          .that()
          .resideOutsideOfPackage(TESTKIT)
          .and()
          .haveNameNotMatching(TOOLS_LIBRARIES)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "javax.naming..",
              "javax.script..",
              "java.rmi..",
              "java.beans..",
              "javax.xml..",
              "org.xml..",
              "jdk.jshell..",
              "javax.tools..")
          .orShould()
          .dependOnClassesThat()
          .belongToAnyOf(
              ObjectInputStream.class,
              URLClassLoader.class,
              URL.class,
              URLConnection.class,
              ProcessBuilder.class)
          .orShould(callOneOf(Runtime.class, "exec", "load", "loadLibrary"))
          .orShould(callOneOf(ClassLoader.class, "loadClass", "defineClass"))
          .orShould(callOneOf(MethodHandles.Lookup.class, "findClass", "defineClass"));

  /** The other one looks whether a library is there, by a name that stands in its source. */
  @ArchTest
  static final ArchRule noClassIsLoadedByName =
      noClasses()
          .that()
          .resideOutsideOfPackage(TESTKIT)
          .and()
          .haveNameNotMatching(TOOLS_LIBRARIES)
          .and()
          .doNotHaveFullyQualifiedName("io.flightlog.encode.TraceSource")
          .should(callOneOf(Class.class, "forName"));

  @ArchTest
  static final ArchRule coreKnowsNoLoggingFramework =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.slf4j..", "ch.qos.logback..", "org.apache.logging..", "java.util.logging..");
}
