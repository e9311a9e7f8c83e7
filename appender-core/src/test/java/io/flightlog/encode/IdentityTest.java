package io.flightlog.encode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.flightlog.config.ServiceConfig;
import org.junit.jupiter.api.Test;

class IdentityTest {
  private static final ServiceConfig NOTHING = new ServiceConfig(null, null, null, null);

  private final FakeFacts facts = new FakeFacts();

  @Test
  void configurationComesFirst() {
    facts.variables.put("OTEL_SERVICE_NAME", "otel");
    facts.variables.put(
        "OTEL_RESOURCE_ATTRIBUTES",
        "service.version=9,deployment.environment=prod,service.instance.id=i9");
    Identity identity = Identity.of(new ServiceConfig("jobs", "1.2", "test", "node-1"), facts);

    assertEquals("jobs", identity.serviceName());
    assertEquals("1.2", identity.serviceVersion());
    assertEquals("test", identity.serviceEnvironment());
    assertEquals("node-1", identity.nodeName());
  }

  @Test
  void openTelemetrysVariablesComeSecond() {
    facts.variables.put(
        "OTEL_RESOURCE_ATTRIBUTES",
        "service.name=attribute,service.version=9,deployment.environment.name=prod,"
            + "deployment.environment=old,service.instance.id=i9");
    assertEquals("attribute", Identity.of(NOTHING, facts).serviceName());
    facts.variables.put("OTEL_SERVICE_NAME", "otel");
    Identity identity = Identity.of(NOTHING, facts);

    assertEquals("otel", identity.serviceName());
    assertEquals("9", identity.serviceVersion());
    assertEquals("prod", identity.serviceEnvironment());
    assertEquals("i9", identity.nodeName());
  }

  @Test
  void elseTheProgramAndTheHostSpeakForThemselves() {
    facts.files.put("/proc/sys/kernel/hostname", "box-7\n");
    Identity identity = Identity.of(NOTHING, facts);

    assertEquals("com.example.Main", identity.serviceName());
    assertNull(identity.serviceVersion());
    assertNull(identity.serviceEnvironment());
    assertEquals("box-7", identity.nodeName());
    assertEquals("box-7", identity.hostName());
    assertNull(identity.containerId());
    assertNull(identity.podName());
    facts.command = null;
    assertEquals("box-7", Identity.of(NOTHING, facts).serviceName());
  }

  @Test
  void aHostIsNamedWithoutTheResolverWherePossible() {
    facts.variables.put("COMPUTERNAME", "WIN-1");
    assertEquals("WIN-1", Identity.of(NOTHING, facts).hostName());
    facts.variables.clear();
    assertEquals("resolved-host", Identity.of(NOTHING, facts).hostName());
    facts.resolvedHostName = null;
    assertEquals("unknown", Identity.of(NOTHING, facts).hostName());
  }

  @Test
  void theProgramIsItsMainClassOrJar() {
    assertEquals("com.example.Main", Identity.mainClass("com.example.Main --a b"));
    assertEquals("jobs-1.0", Identity.mainClass("/opt/app/jobs-1.0.jar --a"));
    assertEquals("jobs", Identity.mainClass("C:\\app\\jobs.jar"));
    assertEquals("com.example.Main", Identity.mainClass("some.module/com.example.Main x"));
    assertNull(Identity.mainClass(" "));
    assertNull(Identity.mainClass(null));
  }

  @Test
  void kubernetesIsKnownFromTheUsualVariables() {
    facts.variables.put("KUBERNETES_SERVICE_HOST", "10.0.0.1");
    facts.variables.put("POD_NAME", "jobs-7f9");
    facts.variables.put("POD_NAMESPACE", "batch");
    facts.variables.put("NODE_NAME", "node-3");
    Identity identity = Identity.of(NOTHING, facts);

    assertEquals("jobs-7f9", identity.podName());
    assertEquals("batch", identity.kubernetesNamespace());
    assertEquals("node-3", identity.kubernetesNode());
    assertEquals("jobs-7f9", identity.nodeName());
  }

  @Test
  void namesThatOthersUseTooCountOnlyInKubernetes() {
    facts.variables.put("POD_NAME", "x");
    facts.variables.put("NODE_NAME", "jenkins-agent");
    assertNull(Identity.of(NOTHING, facts).podName());
    assertNull(Identity.of(NOTHING, facts).kubernetesNode());
    facts.variables.put("KUBERNETES_POD_NAME", "p");
    facts.variables.put("KUBERNETES_NODE_NAME", "n");
    facts.variables.put("KUBERNETES_NAMESPACE", "s");
    assertEquals("p", Identity.of(NOTHING, facts).podName());
    assertEquals("n", Identity.of(NOTHING, facts).kubernetesNode());
    assertEquals("s", Identity.of(NOTHING, facts).kubernetesNamespace());
  }

  @Test
  void aPodWithoutVariablesIsKnownByItsHostNameAndServiceAccount() {
    facts.variables.put("KUBERNETES_SERVICE_HOST", "10.0.0.1");
    facts.variables.put("HOSTNAME", "jobs-7f9");
    facts.files.put("/var/run/secrets/kubernetes.io/serviceaccount/namespace", "batch\n");
    Identity identity = Identity.of(NOTHING, facts);

    assertEquals("jobs-7f9", identity.podName());
    assertEquals("batch", identity.kubernetesNamespace());
  }
}
