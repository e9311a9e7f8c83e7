package io.flightlog.mission;

import io.flightlog.task.search.TaskSearch;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HttpResponseException;
import io.javalin.http.staticfiles.Location;
import io.javalin.json.JavalinJackson;
import io.javalin.util.JavalinBindException;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The web server: the page, and the questions behind it. Answers each request on a thread of its
 * pool; asks Elasticsearch within {@link Admission}.
 */
final class WebServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(WebServer.class);

  /** The id of a tail's event, which a page sends back, can be long. */
  private static final int LONGEST_HEADERS = 32 << 10;

  private static final Map<String, String> SECURITY_HEADERS =
      Map.of(
          "Content-Security-Policy",
          "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
              + " connect-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none';"
              + " frame-ancestors 'none'",
          "X-Content-Type-Options",
          "nosniff",
          "Referrer-Policy",
          "no-referrer",
          "Cross-Origin-Opener-Policy",
          "same-origin",
          "Cross-Origin-Resource-Policy",
          "same-origin");

  private final Settings settings;
  private final Cluster cluster;
  private final HostCheck hosts;
  private final Admission admission = new Admission();
  private final Tails tails;
  private final Javalin javalin;

  private WebServer(Settings settings, Cluster cluster) {
    this.settings = settings;
    this.cluster = cluster;
    this.hosts = new HostCheck(settings.bind());
    this.tails = new Tails(cluster.search(), settings.url());
    this.javalin = Javalin.create(this::configure);
  }

  /**
   * @throws IOException when it cannot listen
   */
  static WebServer start(Settings settings, Cluster cluster) throws IOException {
    WebServer server = new WebServer(settings, cluster);
    try {
      server.javalin.start();
      return server;
    } catch (JavalinBindException taken) {
      throw new IOException(
          "cannot listen on " + settings.bind().getHostAddress() + ":" + settings.port(), taken);
    }
  }

  private void configure(JavalinConfig config) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.jetty.host = settings.bind().getHostAddress();
    config.jetty.port = settings.port();
    config.jetty.modifyHttpConfiguration(
        http -> {
          http.setSendServerVersion(false);
          http.setRequestHeaderSize(LONGEST_HEADERS);
        });
    config.http.prefer405over404 = true;
    config.jsonMapper(new JavalinJackson(Json.MAPPER, false));
    config.staticFiles.add(
        files -> {
          files.hostedPath = "/";
          files.directory = "/web";
          files.location = Location.CLASSPATH;
          files.headers = Map.of("Cache-Control", "no-cache");
        });
    routes(config.routes);
  }

  private void routes(RoutesConfig routes) {
    routes.before(this::protect);
    routes.get("/api/status", ctx -> ctx.json(StatusAnswer.ask(cluster, settings)));
    routes.get(
        "/api/overview",
        asking(
            ctx ->
                new OverviewQuestion(
                        Parameters.of(ctx, OverviewQuestion.NAMES).range(Instant.now()))
                    .ask(cluster.search())));
    routes.get(
        "/api/search",
        asking(
            ctx ->
                SearchQuestion.of(Parameters.of(ctx, SearchQuestion.names()), Instant.now())
                    .ask(cluster.search())));
    routes.get(
        "/api/document",
        asking(
            ctx ->
                DocumentQuestion.of(Parameters.of(ctx, DocumentQuestion.NAMES))
                    .ask(cluster.search())));
    routes.get(
        "/api/integrity",
        asking(
            ctx ->
                new IntegrityQuestion(
                        Parameters.of(ctx, IntegrityQuestion.NAMES).range(Instant.now()))
                    .ask(cluster.search())));
    routes.get("/api/tail", tails::open);
    routes.get("/api/runs/{id}", about(StoryQuestions::run));
    routes.get("/api/tasks/{id}", about(StoryQuestions::task));
    routes.get("/api/traces/{id}", about(StoryQuestions::trace));
    routes.exception(ApiException.class, WebServer::tell);
    routes.exception(
        IOException.class, (failed, ctx) -> tell(Failures.explain(failed, settings.url()), ctx));
    routes.exception(
        HttpResponseException.class,
        (found, ctx) ->
            tell(
                found.getStatus() == 405
                    ? ApiException.badMethod(ctx.method().name())
                    : ApiException.notFound("there is no " + ctx.path()),
                ctx));
    routes.exception(
        Exception.class,
        (defect, ctx) -> {
          LOG.error("{} {}", ctx.method(), ctx.path(), defect);
          tell(ApiException.internal(defect), ctx);
        });
  }

  /** What is put to Elasticsearch for a request. */
  @FunctionalInterface
  private interface Question {
    Object ask(Context ctx) throws IOException;
  }

  /** What is asked about one thing. */
  @FunctionalInterface
  private interface Teller {
    Object tell(TaskSearch all, String id) throws IOException;
  }

  private Handler about(Teller story) {
    return asking(
        ctx -> {
          Parameters.of(ctx, Set.of());
          return story.tell(cluster.search(), ctx.pathParam("id"));
        });
  }

  /** A question to Elasticsearch, and its answer as JSON. */
  private Handler asking(Question question) {
    return ctx -> {
      try (Admission.Permit permit = admission.enter()) {
        ctx.json(question.ask(ctx));
      }
    };
  }

  private void protect(Context ctx) {
    SECURITY_HEADERS.forEach(ctx::header);
    if (ctx.path().startsWith("/api/")) {
      ctx.header("Cache-Control", "no-store");
    }
    String host = ctx.header("Host");
    if (!hosts.allows(host)) {
      throw ApiException.wrongHost(host == null ? "" : host);
    }
  }

  private static void tell(ApiException error, Context ctx) {
    ctx.status(error.status()).json(error.body());
  }

  URI url() {
    InetAddress address = settings.bind();
    String host = address.getHostAddress();
    return URI.create(
        "http://"
            + (address instanceof Inet6Address ? "[" + host + "]" : host)
            + ":"
            + javalin.port()
            + "/");
  }

  @Override
  public void close() {
    tails.close();
    javalin.stop();
  }
}
