package io.flightlog.testkit;

/**
 * What every front-end's encoder must do, whatever the framework: extend this class in the
 * front-end's tests and implement {@link LogEncoding#encode}. The cases stand in groups, one
 * interface each; {@code docs/document.md} is the specification. Precedence, where two sources want
 * one name: Flightlog's own fields, then key-values (set at the call), then the MDC; nothing is
 * written twice.
 */
public abstract class EncoderContract
    implements TextCases, FieldCases, LabelCases, ReservedNameCases, ErrorCases, HostileCases {}
