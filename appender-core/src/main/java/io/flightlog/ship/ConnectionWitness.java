package io.flightlog.ship;

import java.io.IOException;
import org.apache.hc.client5.http.async.AsyncExecCallback;
import org.apache.hc.client5.http.async.AsyncExecChain;
import org.apache.hc.client5.http.async.AsyncExecChainHandler;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.nio.AsyncEntityProducer;
import org.jspecify.annotations.Nullable;

/**
 * Tells each exchange what holds its connection, so that it can be cut. Cancelling through the
 * client alone is not enough: when a new connection is ready before the thread that asked for it
 * has gone on, HttpClient 5.6 overwrites the handle of the running exchange with that of the
 * finished connect, and a cancel does nothing (about one in seven, measured). Exchanges begin on
 * one thread, and the chain's head runs on it: the field is that thread's.
 */
final class ConnectionWitness implements AsyncExecChainHandler {
  private @Nullable Rest5Call beginning;

  /** Begins the exchange; always on the same thread. */
  void begin(Rest5Call call) {
    beginning = call;
    try {
      call.begin();
    } finally {
      beginning = null;
    }
  }

  @Override
  public void execute(
      HttpRequest request,
      @Nullable AsyncEntityProducer body,
      AsyncExecChain.Scope scope,
      AsyncExecChain chain,
      AsyncExecCallback callback)
      throws HttpException, IOException {
    Rest5Call call = beginning;
    if (call != null) {
      call.runsOn(scope.execRuntime);
    }
    chain.proceed(request, body, scope, callback);
  }
}
