package io.flightlog.task;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
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
  /** Of all that is optional, OpenTelemetry is the kernel's own. */
  @ArchTest
  static final ArchRule slf4jIsAllTheKernelNeeds =
      classes()
          .that()
          .resideInAPackage("io.flightlog.task")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..", "io.flightlog.task", "org.slf4j..", "org.jspecify..", "io.opentelemetry..");

  @ArchTest
  static final ArchRule openTelemetryIsKnownInOnePlace =
      noClasses()
          .that()
          .doNotHaveSimpleName("OpenTelemetryTraces")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.opentelemetry..");

  @ArchTest static final ArchRule executor = knowsOnly("executor");

  @ArchTest
  static final ArchRule dbscheduler =
      knowsOnly("dbscheduler", "com.github.kagkarlsson.scheduler..");

  @ArchTest static final ArchRule jobrunr = knowsOnly("jobrunr", "org.jobrunr..");

  @ArchTest static final ArchRule quartz = knowsOnly("quartz", "org.quartz..");

  @ArchTest
  static final ArchRule search = knowsOnly("search", "co.elastic.clients..", "jakarta.json..");

  @ArchTest
  static final ArchRule spring =
      knowsOnly(
          "spring",
          "io.flightlog.task.executor",
          "org.springframework.beans..",
          "org.springframework.context..",
          "org.springframework.core..",
          "org.springframework.scheduling..",
          "org.springframework.util..");

  @ArchTest static final ArchRule springbatch = knowsOnly("springbatch", "org.springframework..");

  /** The package knows what it is for, and the kernel. */
  private static ArchRule knowsOnly(String name, String... subject) {
    return classes()
        .that()
        .resideInAPackage("io.flightlog.task." + name)
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(
                    "java..",
                    "io.flightlog.task",
                    "io.flightlog.task." + name,
                    "org.slf4j..",
                    "org.jspecify..")
                .or(resideInAnyPackage(subject)));
  }
}
