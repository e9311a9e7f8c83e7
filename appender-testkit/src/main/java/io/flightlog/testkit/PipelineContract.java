package io.flightlog.testkit;

/**
 * What every front-end with its pipeline must do from configuration to shut-down, whatever the
 * framework: extend this class in the front-end's tests and implement {@link
 * HostedLogging#newHost}. The server is a {@link FakeElasticsearch}. The cases stand in groups, one
 * interface each.
 */
public abstract class PipelineContract
    implements DeliveryCases,
        InjectionCases,
        OutageCases,
        LifecycleCases,
        RunCases,
        PeerTrapCases,
        PeerRefusalCases {}
