package io.flightlog.task;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = "io.flightlog.task",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule slf4jIsAllItNeeds =
      classes()
          .that()
          .resideOutsideOfPackages("io.flightlog.task.dbscheduler", "io.flightlog.task.quartz")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..",
              "io.flightlog.task..",
              "org.slf4j..",
              "org.jspecify..",
              "io.opentelemetry..");

  @ArchTest
  static final ArchRule theKernelKnowsNoAdapter =
      noClasses()
          .that()
          .resideInAPackage("io.flightlog.task")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.flightlog.task.*..");

  @ArchTest
  static final ArchRule dbscheduler = knowsOnly("dbscheduler", "com.github.kagkarlsson.scheduler");

  @ArchTest static final ArchRule quartz = knowsOnly("quartz", "org.quartz");

  @ArchTest
  static final ArchRule openTelemetryIsKnownInOnePlace =
      noClasses()
          .that()
          .doNotHaveSimpleName("OpenTelemetryTraces")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.opentelemetry..");

  /** An adapter knows its own scheduler, and the kernel. */
  private static ArchRule knowsOnly(String adapter, String scheduler) {
    String own = "io.flightlog.task." + adapter;
    return classes()
        .that()
        .resideInAPackage(own)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..", "io.flightlog.task", own, "org.slf4j..", "org.jspecify..", scheduler + "..");
  }
}
