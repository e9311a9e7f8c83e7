package io.flightlog.logback;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.flightlog.testkit.Eventually;
import io.flightlog.testkit.FakeElasticsearch;
import io.flightlog.testkit.OwnResources;
import java.io.File;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A container that loads an application with its own Logback, and unloads it. */
class ClassLoaderTest {
  private static final Duration LONG = Duration.ofSeconds(60);

  @Test
  void anUndeployedApplicationIsCollected() throws Exception {
    try (FakeElasticsearch server = FakeElasticsearch.started()) {
      WeakReference<ClassLoader> loader = deployAndUndeploy(server.url().toString());
      Eventually.await(
          "the class loader is collected",
          LONG,
          () -> {
            System.gc();
            return loader.refersTo(null);
          });
      OwnResources.awaitNoThread();
      assertEquals(1, server.sequences().instances().size());
      assertEquals(
          2,
          server.documents().stream()
              .filter(d -> d.text().contains("\"log.logger\":\"app\""))
              .count());
    }
  }

  private static WeakReference<ClassLoader> deployAndUndeploy(String url) throws Exception {
    List<Throwable> failures = new ArrayList<>();
    try (URLClassLoader loader =
        new URLClassLoader(classPath(), ClassLoader.getPlatformClassLoader())) {
      Thread application =
          new Thread(
              () -> {
                try {
                  loader
                      .loadClass(UnloadableProgram.class.getName())
                      .getMethod("main", String[].class)
                      .invoke(null, (Object) new String[] {url});
                } catch (ReflectiveOperationException failed) {
                  failures.add(failed);
                }
              });
      application.setContextClassLoader(loader);
      application.start();
      application.join();
      assertEquals(List.of(), failures);
      return new WeakReference<>(loader);
    }
  }

  private static URL[] classPath() throws Exception {
    String path =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    List<URL> urls = new ArrayList<>();
    for (String entry : path.split(File.pathSeparator, -1)) {
      urls.add(Path.of(entry).toUri().toURL());
    }
    return urls.toArray(URL[]::new);
  }
}
