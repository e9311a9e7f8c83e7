package io.flightlog;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.flightlog", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
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

  @ArchTest
  static final ArchRule coreKnowsNoLoggingFramework =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.slf4j..", "ch.qos.logback..", "org.apache.logging..", "java.util.logging..");
}
