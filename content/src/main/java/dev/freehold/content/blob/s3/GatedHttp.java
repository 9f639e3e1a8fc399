package dev.freehold.content.blob.s3;

import dev.freehold.content.ContentLimits;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import software.amazon.awssdk.core.exception.NonRetryableException;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.Header;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;

/**
 * Sends requests through a {@link StoreGate}, and tells it of every byte that comes and goes. The
 * SDK does not repeat what the gate refuses.
 *
 * @param onClose ends what else belongs to the gate
 */
record GatedHttp(SdkHttpClient http, StoreGate gate, Runnable onClose) implements SdkHttpClient {

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    return new Gated(request);
  }

  @Override
  public String clientName() {
    return http.clientName();
  }

  @Override
  public void close() {
    onClose.run();
    http.close();
  }

  private static boolean isLarge(HttpExecuteRequest request) {
    return request
        .httpRequest()
        .firstMatchingHeader(Header.CONTENT_LENGTH)
        .filter(length -> Long.parseLong(length) > ContentLimits.S3_LARGE_BODY_BYTES)
        .isPresent();
  }

  /** Without a cause: the SDK repeats what an {@link IOException} caused, whatever it is called. */
  private static NonRetryableException silent(IOException why) {
    return NonRetryableException.create("the S3 store does not answer: " + why.getMessage());
  }

  /** One request. */
  private final class Gated implements ExecutableHttpRequest {

    private final ExecutableHttpRequest request;
    private final boolean isSending;
    private volatile Optional<StoreGate.Waiting> waiting = Optional.empty();

    Gated(HttpExecuteRequest prepared) {
      HttpExecuteRequest.Builder watched =
          HttpExecuteRequest.builder().request(prepared.httpRequest());
      prepared.metricCollector().ifPresent(watched::metricCollector);
      prepared.contentStreamProvider().map(this::sent).ifPresent(watched::contentStreamProvider);
      this.request = http.prepareRequest(watched.build());
      this.isSending = isLarge(prepared);
    }

    private ContentStreamProvider sent(ContentStreamProvider body) {
      return () -> new Sent(body.newStream(), () -> waiting.ifPresent(StoreGate.Waiting::moved));
    }

    @Override
    public HttpExecuteResponse call() throws IOException {
      StoreGate.Waiting entered = enter();
      waiting = Optional.of(entered);
      boolean hasAnswered = false;
      try {
        HttpExecuteResponse response = request.call();
        hasAnswered = true;
        return received(response);
      } catch (IOException broken) {
        if (entered.isGivenUp()) {
          throw silent(broken);
        }
        throw broken;
      } finally {
        entered.end(hasAnswered);
      }
    }

    private StoreGate.Waiting enter() {
      try {
        return gate.enter(request::abort, isSending);
      } catch (IOException shut) {
        throw silent(shut);
      }
    }

    @Override
    public void abort() {
      request.abort();
    }
  }

  private HttpExecuteResponse received(HttpExecuteResponse response) {
    HttpExecuteResponse.Builder watched =
        HttpExecuteResponse.builder().response(response.httpResponse());
    response
        .responseBody()
        .map(body -> AbortableInputStream.create(new Received(body), body))
        .ifPresent(watched::responseBody);
    return watched.build();
  }

  /** The body of a request, as it is taken. */
  private static final class Sent extends FilterInputStream {

    private final Runnable moved;

    Sent(InputStream body, Runnable moved) {
      super(body);
      this.moved = moved;
    }

    @Override
    public int read() throws IOException {
      moved.run();
      return in.read();
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      moved.run();
      return in.read(target, offset, length);
    }
  }

  /** The body of an answer. Between two reads nobody waits for the store. */
  private final class Received extends FilterInputStream {

    private final AbortableInputStream body;

    Received(AbortableInputStream body) {
      super(body);
      this.body = body;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      StoreGate.Waiting entered = gate.enter(body::abort, false);
      boolean hasAnswered = false;
      try {
        int count = in.read(target, offset, length);
        hasAnswered = true;
        return count;
      } finally {
        entered.end(hasAnswered);
      }
    }
  }
}
