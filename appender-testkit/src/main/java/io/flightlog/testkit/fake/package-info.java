/**
 * Mechanism of {@code FakeElasticsearch}: an HTTP/1.1 server on plain sockets, because a fault
 * (half an answer, a reset, silence) is what it is for and no HTTP library can be talked into them;
 * and a {@code _bulk} body scanned as bytes, because it must be faster than what it measures.
 */
@NullMarked
package io.flightlog.testkit.fake;

import org.jspecify.annotations.NullMarked;
