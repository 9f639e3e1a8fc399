package dev.freehold.web.jetty;

import dev.freehold.web.http.WebResponse.OpenAnswer;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;

/** Jetty's response that stays open. It is the callback of its own writes. Thread-safe. */
final class JettyOpenAnswer implements OpenAnswer, Callback {

  private final Response response;
  private final Callback end;
  private final OpenAnswers all;
  private final AtomicReference<State> state = new AtomicReference<>(State.IDLE);

  private enum State {
    /** The client has taken everything. */
    IDLE,
    /** The client has to take something. */
    WRITING,
    /** The same, and the answer ends then. */
    LAST,
    ENDED
  }

  JettyOpenAnswer(Response response, Callback end, OpenAnswers all) {
    this.response = response;
    this.end = end;
    this.all = all;
  }

  @Override
  public boolean send(byte[] bytes) {
    if (!state.compareAndSet(State.IDLE, State.WRITING)) {
      return false;
    }
    response.write(false, ByteBuffer.wrap(bytes), this);
    return true;
  }

  @Override
  public boolean isOpen() {
    return switch (state.get()) {
      case IDLE, WRITING -> true;
      case LAST, ENDED -> false;
    };
  }

  @Override
  public void close() {
    State before =
        state.getAndUpdate(
            now ->
                switch (now) {
                  case IDLE, ENDED -> State.ENDED;
                  case WRITING, LAST -> State.LAST;
                });
    if (before == State.IDLE) {
      finish();
    }
  }

  @Override
  public void succeeded() {
    if (!state.compareAndSet(State.WRITING, State.IDLE)) {
      state.set(State.ENDED);
      finish();
    }
  }

  private void finish() {
    all.remove(this);
    response.write(true, BufferUtil.EMPTY_BUFFER, end);
  }

  @Override
  public void failed(Throwable gone) {
    state.set(State.ENDED);
    all.remove(this);
    end.failed(gone);
  }

  @Override
  public InvocationType getInvocationType() {
    return InvocationType.NON_BLOCKING;
  }
}
