/**
 * TLS as a client: which servers are believed, and who we are to them. {@link
 * io.flightlog.tls.TlsSource} reads the files and makes a new {@link io.flightlog.tls.TlsContext}
 * when they change; within it {@code ServerTrust} judges a server's certificates, during the
 * handshake, and {@code CertificatePath} and {@code Strength} hold the rules. {@link
 * io.flightlog.tls.TlsFailures} turns what went wrong into words. Knows no HTTP; imports no stage.
 */
@NullMarked
package io.flightlog.tls;

import org.jspecify.annotations.NullMarked;
