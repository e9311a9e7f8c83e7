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
              "io.flightlog.task.spring",
              "io.flightlog.task.springbatch")
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
  static final ArchRule anAdapterKnowsItsOwnScheduler =
      classes()
          .that()
          .resideInAPackage("io.flightlog.task.dbscheduler")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..",
              "io.flightlog.task",
              "io.flightlog.task.dbscheduler",
              "org.slf4j..",
              "org.jspecify..",
              "com.github.kagkarlsson.scheduler..");

  @ArchTest
  static final ArchRule openTelemetryIsKnownInOnePlace =
      noClasses()
          .that()
          .doNotHaveSimpleName("OpenTelemetryTraces")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.opentelemetry..");

  @ArchTest
  static final ArchRule springIsKnownToItsAdapters =
      noClasses()
          .that()
          .resideOutsideOfPackages("io.flightlog.task.spring", "io.flightlog.task.springbatch")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.springframework..");

  @ArchTest
  static final ArchRule springBatchIsKnownToItsAdapter =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.flightlog.task.springbatch")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.springframework.batch..");
}
