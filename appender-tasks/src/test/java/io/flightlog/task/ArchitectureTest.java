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
          .resideOutsideOfPackages(
              "io.flightlog.task.dbscheduler",
              "io.flightlog.task.jobrunr",
              "io.flightlog.task.search")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..",
              "io.flightlog.task..",
              "org.slf4j..",
              "org.jspecify..",
              "io.opentelemetry..");

  @ArchTest
  static final ArchRule searchNeedsElasticsearchsClientAlone =
      classes()
          .that()
          .resideInAPackage("io.flightlog.task.search")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..",
              "io.flightlog.task.search",
              "co.elastic.clients..",
              "jakarta.json..",
              "org.jspecify..");

  @ArchTest
  static final ArchRule elasticsearchsClientIsKnownInOnePlace =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.flightlog.task.search")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("co.elastic.clients..", "jakarta.json..");

  @ArchTest
  static final ArchRule theKernelKnowsNoAdapter =
      noClasses()
          .that()
          .resideInAPackage("io.flightlog.task")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.flightlog.task.*..");

  @ArchTest
  static final ArchRule theAdapterToDbSchedulerKnowsNoOtherScheduler =
      adapter("io.flightlog.task.dbscheduler", "com.github.kagkarlsson.scheduler..");

  @ArchTest
  static final ArchRule theAdapterToJobRunrKnowsNoOtherScheduler =
      adapter("io.flightlog.task.jobrunr", "org.jobrunr..");

  @ArchTest
  static final ArchRule openTelemetryIsKnownInOnePlace =
      noClasses()
          .that()
          .doNotHaveSimpleName("OpenTelemetryTraces")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.opentelemetry..");

  private static ArchRule adapter(String itself, String scheduler) {
    return classes()
        .that()
        .resideInAPackage(itself)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..", "io.flightlog.task", itself, "org.slf4j..", "org.jspecify..", scheduler);
  }
}
