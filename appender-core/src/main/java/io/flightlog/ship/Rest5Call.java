package io.flightlog.ship;

import co.elastic.clients.transport.rest5_client.low_level.Cancellable;
import co.elastic.clients.transport.rest5_client.low_level.Request;
import co.elastic.clients.transport.rest5_client.low_level.RequestOptions;
import co.elastic.clients.transport.rest5_client.low_level.Response;
import co.elastic.clients.transport.rest5_client.low_level.ResponseException;
import co.elastic.clients.transport.rest5_client.low_level.ResponseListener;
import co.elastic.clients.transport.rest5_client.low_level.Rest5Client;
import io.flightlog.tls.TlsException;
import java.io.IOException;
import java.util.concurrent.CancellationException;
import org.apache.hc.client5.http.async.AsyncExecRuntime;
import org.jspecify.annotations.Nullable;

/**
 * One exchange through {@link Rest5Client}. Its lock makes the end unique: whichever comes first,
 * outcome or {@link #cancel}, frees the body, and the other finds it done.
 */
final class Rest5Call implements BulkClient.Call, ResponseListener {
  /** Under which exchanges take place. */
  interface Terms {
    /** What must have been done when one begins; may block. */
    void prepare() throws IOException;

    /** The failure in words for a person, or as it is. */
    Exception explain(Exception failure);
  }

  private final Rest5Client client;
  private final Request request;
  private final Terms terms;
  private final BulkClient.Listener listener;
  private final @Nullable RequestBody body;
  private final AnswerConsumer consumer = new AnswerConsumer();
  private boolean done;
  private boolean cancelled;
  private @Nullable Cancellable cancellable;
  private @Nullable AsyncExecRuntime connection;

  Rest5Call(Rest5Client client, HttpCall call, Terms terms, BulkClient.Listener listener) {
    this.client = client;
    this.terms = terms;
    this.listener = listener;
    this.request = new Request(call.method(), call.path());
    String contentType = call.contentType();
    this.body = contentType == null ? null : new RequestBody(call, contentType);
    request.setEntity(body);
    request.setOptions(
        RequestOptions.DEFAULT.toBuilder()
            .setHttpAsyncResponseConsumerFactory(() -> consumer)
            .build());
  }

  /** Looks the host's name up and may read a file, so it may block. */
  void begin() {
    synchronized (this) {
      if (done) {
        return;
      }
    }
    try {
      terms.prepare();
    } catch (IOException unreadable) {
      failed(unreadable);
      return;
    }
    Cancellable begun = client.performRequestAsync(request, this);
    boolean cancelledMeanwhile;
    synchronized (this) {
      cancellable = begun;
      cancelledMeanwhile = cancelled;
    }
    if (cancelledMeanwhile) {
      cut();
    }
  }

  /** Known before anything is sent. */
  synchronized void runsOn(AsyncExecRuntime holder) {
    connection = holder;
  }

  @Override
  public void cancel() {
    synchronized (this) {
      if (done) {
        return;
      }
      done = true;
      cancelled = true;
    }
    detachBody();
    cut();
  }

  @Override
  public void onSuccess(Response response) {
    answered();
  }

  @Override
  public void onFailure(Exception failure) {
    if (failure instanceof ResponseException) {
      answered(); // a status of 500 or more
    } else {
      Exception explained = terms.explain(failure);
      boolean isRefusal = explained instanceof TlsException;
      failed(body == null || isRefusal ? explained : body.explain(explained));
    }
  }

  /** The exchange cannot even begin. */
  synchronized void failed(Throwable cause) {
    if (!done) {
      done = true;
      detachBody();
      listener.failed(cause);
    }
  }

  private synchronized void answered() {
    if (!done) {
      done = true;
      detachBody();
      listener.answered(consumer.toAnswer());
    }
  }

  private void detachBody() {
    if (body != null) {
      body.detach();
    }
  }

  private void cut() {
    Cancellable begun;
    AsyncExecRuntime holder;
    synchronized (this) {
      begun = cancellable;
      holder = connection;
    }
    if (begun == null) {
      return; // the thread that begins it will see that it was cancelled
    }
    try {
      begun.cancel();
    } catch (UnsupportedOperationException | CancellationException neverBegan) {
      // the client's own NO_OP: there is nothing to cut
    }
    if (holder != null && holder.isEndpointConnected()) {
      holder.discardEndpoint(); // see ConnectionWitness
    }
  }
}
