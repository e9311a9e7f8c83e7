package io.flightlog.testkit;

import io.flightlog.testkit.server.Distribution;
import io.flightlog.testkit.server.Jdks;
import io.flightlog.testkit.server.ServerUser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterClassTemplateInvocationCallback;
import org.junit.jupiter.api.extension.ClassTemplateInvocationContext;
import org.junit.jupiter.api.extension.ClassTemplateInvocationContextProvider;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** The JUnit extension behind {@link EachServer}. */
final class EachServerInvocations implements ClassTemplateInvocationContextProvider {

  static final String DIRECTORY_PROPERTY = "flightlog.servers";

  @Override
  public boolean supportsClassTemplate(ExtensionContext context) {
    return true;
  }

  @Override
  public Stream<ClassTemplateInvocationContext> provideClassTemplateInvocationContexts(
      ExtensionContext context) {
    EachServer wanted = context.getRequiredTestClass().getAnnotation(EachServer.class);
    return distributions().stream()
        .filter(distribution -> isMeant(distribution, wanted.majors()))
        .map(distribution -> invocation(distribution, wanted));
  }

  private static ClassTemplateInvocationContext invocation(
      Distribution distribution, EachServer wanted) {
    return new ClassTemplateInvocationContext() {
      @Override
      public String getDisplayName(int index) {
        return distribution.product() + " " + distribution.version();
      }

      @Override
      public List<Extension> getAdditionalExtensions() {
        return List.of(new OneServer(distribution, wanted));
      }
    };
  }

  private static boolean isMeant(Distribution distribution, int[] majors) {
    return majors.length == 0
        || (!distribution.openSearch()
            && IntStream.of(majors).anyMatch(major -> major == distribution.major()));
  }

  /** Elasticsearch before OpenSearch, each by its version. */
  private static List<Distribution> distributions() {
    String directory = System.getProperty(DIRECTORY_PROPERTY, "");
    try (Stream<Path> zips = Files.list(Path.of(directory))) {
      List<Distribution> found =
          zips.filter(file -> file.toString().endsWith(".zip"))
              .map(Distribution::of)
              .sorted(
                  Comparator.comparing(Distribution::product).thenComparing(Distribution::major))
              .toList();
      if (directory.isEmpty() || found.isEmpty()) {
        throw new IllegalStateException(
            "no server distributions: the system property "
                + DIRECTORY_PROPERTY
                + " must name a directory of zips, it is '"
                + directory
                + "'; see docs/testing.md");
      }
      return found;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list " + DIRECTORY_PROPERTY + ": " + e, e);
    }
  }

  /** The server of one round; started by the first test that asks, gone before the next round. */
  private static final class OneServer
      implements ParameterResolver, ExecutionCondition, AfterClassTemplateInvocationCallback {

    private final Distribution distribution;
    private final EachServer wanted;
    private @Nullable RealElasticsearch server;

    private OneServer(Distribution distribution, EachServer wanted) {
      this.distribution = distribution;
      this.wanted = wanted;
    }

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
      boolean runs =
          Jdks.ofThisMachine()
              .first(distribution.minJdk(), distribution.maxJdk(), ServerUser.current()::canEnter)
              .isPresent();
      return runs
          ? ConditionEvaluationResult.enabled("there is a JDK for it")
          : ConditionEvaluationResult.disabled(
              distribution.zip().getFileName() + " needs a JDK " + distribution.minJdk());
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      Class<?> type = parameter.getParameter().getType();
      return type == RealElasticsearch.class
          || type == ElasticsearchServer.class
          || type == ServerProbe.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
      RealElasticsearch running = running();
      return parameter.getParameter().getType() == ServerProbe.class ? probe(running) : running;
    }

    private ServerProbe probe(RealElasticsearch running) {
      ServerProbe anonymous = running.probe();
      return wanted.superuser().isEmpty()
          ? anonymous
          : anonymous.as(wanted.superuser(), EachServer.PASSWORD);
    }

    private RealElasticsearch running() {
      if (server == null) {
        RealElasticsearchBuilder builder = RealElasticsearch.builder().zip(distribution.zip());
        for (String line : wanted.settings()) {
          int equals = line.indexOf('=');
          builder.setting(line.substring(0, equals), line.substring(equals + 1));
        }
        if (!wanted.superuser().isEmpty()) {
          builder.secured(wanted.superuser(), EachServer.PASSWORD);
        }
        if (wanted.https()) {
          builder.https();
        }
        server = builder.start();
      }
      return server;
    }

    @Override
    public void afterClassTemplateInvocation(ExtensionContext context) {
      if (server != null) {
        server.close();
        server = null;
      }
    }
  }
}
