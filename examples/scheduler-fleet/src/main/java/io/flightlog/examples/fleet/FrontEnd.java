package io.flightlog.examples.fleet;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Which logging framework the instances have: theirs is the only one on their class path. */
enum FrontEnd {
  LOGBACK("Logback", "class-path-logback", "-Dlogback.configurationFile=scheduler/logback.xml"),
  LOG4J2(
      "Log4j2", "class-path-log4j2", "-Dlog4j2.configurationFile=classpath:scheduler/log4j2.xml");

  private final String title;
  private final String classPathFile;
  private final String configuration;

  FrontEnd(String title, String classPathFile, String configuration) {
    this.title = title;
    this.classPathFile = classPathFile;
    this.configuration = configuration;
  }

  String title() {
    return title;
  }

  /**
   * What a JVM of an instance is started with, in whichever directory.
   *
   * @param build where Maven has put the classes, and the class paths for the demo
   */
  List<String> jvmArguments(Path build) throws IOException {
    String needed = Files.readString(build.resolve("demo").resolve(classPathFile));
    Path own = build.resolve("classes").toAbsolutePath();
    return List.of(configuration, "-cp", own + File.pathSeparator + needed);
  }
}
