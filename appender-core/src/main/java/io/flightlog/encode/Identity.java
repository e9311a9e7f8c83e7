package io.flightlog.encode;

import io.flightlog.config.ServiceConfig;
import org.jspecify.annotations.Nullable;

/**
 * Who logs and where: each from the configuration, else from OpenTelemetry's variables, else from
 * what the host, the container or Kubernetes' downward API say. What nobody says is null and left
 * out. Read once, at start.
 */
record Identity(
    String serviceName,
    @Nullable String serviceVersion,
    @Nullable String serviceEnvironment,
    String nodeName,
    String hostName,
    @Nullable String containerId,
    @Nullable String podName,
    @Nullable String kubernetesNamespace,
    @Nullable String kubernetesNode) {

  private static final String NAMESPACE_FILE =
      "/var/run/secrets/kubernetes.io/serviceaccount/namespace";

  static Identity of(ServiceConfig config, SystemFacts facts) {
    OtelResource otel = OtelResource.parse(facts.variable("OTEL_RESOURCE_ATTRIBUTES"));
    String host = firstOf(hostName(facts), otel.get("host.name"), "unknown");
    String pod = firstOrNull(podName(facts), otel.get("k8s.pod.name"));
    return new Identity(
        firstOf(
            firstOrNull(config.name(), facts.variable("OTEL_SERVICE_NAME")),
            firstOrNull(otel.get("service.name"), mainClass(facts.command())),
            host),
        firstOrNull(config.version(), otel.get("service.version")),
        firstOrNull(
            config.environment(),
            otel.get("deployment.environment.name", "deployment.environment")),
        firstOf(config.nodeName(), otel.get("service.instance.id"), pod == null ? host : pod),
        host,
        firstOrNull(ContainerId.find(facts), otel.get("container.id")),
        pod,
        firstOrNull(namespace(facts), otel.get("k8s.namespace.name")),
        firstOrNull(node(facts), otel.get("k8s.node.name")));
  }

  private static @Nullable String hostName(SystemFacts facts) {
    String kernel = facts.file("/proc/sys/kernel/hostname");
    if (kernel != null && !kernel.isBlank()) {
      return kernel.trim();
    }
    String variable = variable(facts, "HOSTNAME", "COMPUTERNAME");
    return variable != null ? variable : facts.resolvedHostName();
  }

  /** The usual names in a pod's manifest; a pod's host name is its own name by default. */
  private static @Nullable String podName(SystemFacts facts) {
    String named = variable(facts, "KUBERNETES_POD_NAME", "K8S_POD_NAME");
    if (named != null || !inKubernetes(facts)) {
      return named;
    }
    return variable(facts, "POD_NAME", "MY_POD_NAME", "HOSTNAME");
  }

  private static @Nullable String namespace(SystemFacts facts) {
    String named = variable(facts, "KUBERNETES_NAMESPACE", "K8S_NAMESPACE", "K8S_POD_NAMESPACE");
    if (named == null && inKubernetes(facts)) {
      named = variable(facts, "POD_NAMESPACE", "MY_POD_NAMESPACE");
    }
    if (named != null) {
      return named;
    }
    String file = facts.file(NAMESPACE_FILE);
    return file == null || file.isBlank() ? null : file.trim();
  }

  private static @Nullable String node(SystemFacts facts) {
    String named = variable(facts, "KUBERNETES_NODE_NAME", "K8S_NODE_NAME");
    if (named != null || !inKubernetes(facts)) {
      return named;
    }
    return variable(facts, "NODE_NAME", "MY_NODE_NAME");
  }

  /** Names that other systems use too count only where Kubernetes has set its own variable. */
  private static boolean inKubernetes(SystemFacts facts) {
    return facts.variable("KUBERNETES_SERVICE_HOST") != null;
  }

  /** {@code com.example.Main} of "com.example.Main …", {@code app} of "/opt/app.jar …". */
  static @Nullable String mainClass(@Nullable String command) {
    if (command == null || command.isBlank()) {
      return null;
    }
    String program = command.trim().split(" ", 2)[0];
    String last =
        program.substring(Math.max(program.lastIndexOf('/'), program.lastIndexOf('\\')) + 1);
    return last.endsWith(".jar") ? last.substring(0, last.length() - ".jar".length()) : last;
  }

  private static @Nullable String variable(SystemFacts facts, String... names) {
    for (String name : names) {
      String value = facts.variable(name);
      if (value != null) {
        return value;
      }
    }
    return null;
  }

  private static @Nullable String firstOrNull(@Nullable String first, @Nullable String second) {
    return first != null ? first : second;
  }

  private static String firstOf(@Nullable String first, @Nullable String second, String last) {
    return first != null ? first : second != null ? second : last;
  }
}
