package dev.freehold.files.s3.request;

import dev.freehold.crypto.Sha256;
import dev.freehold.web.WebLimits;
import dev.freehold.web.http.BodyMemory;
import dev.freehold.web.net.PeerNetworks;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.gaul.s3proxy.AwsHttpHeaders;

/**
 * The body of a request, as nobody trusts it yet. One that is held whole has a {@link Places place}
 * and must have come in time. One that is streamed although its hash was signed is compared with
 * the hash: the read that would give its last byte fails if the hash is another one, so a reader
 * never has all of a wrong body. The beginning of every body is recorded, as far as {@link
 * S3Request#recordedBytes} says. Used by one request.
 */
public final class S3Body extends InputStream {

  private static final int BUFFER_BYTES = 16 * 1024;

  /** The attribute of a request whose body may be on its way. */
  private static final String ASKED_FOR = S3Body.class.getName();

  /** A body that takes memory must have come within this time: its sender may be anybody. */
  private static final long MAX_NANOS = WebLimits.LONG_BODY_TIMEOUT.toNanos();

  private final InputStream in;
  private final int maxRecordedBytes;
  private final ByteArrayOutputStream recorded = new ByteArrayOutputStream();
  private final Optional<Comparison> comparison;
  private final Optional<Place> place;
  private final long beganNanos = System.nanoTime();

  /**
   * The body of {@code request}.
   *
   * @param comparison what it is compared with on its way
   * @param place what was taken for it, if it is held
   */
  private S3Body(S3Request request, Optional<Comparison> comparison, Optional<Place> place)
      throws IOException {
    request.setAttribute(ASKED_FOR, true);
    this.in = request.getInputStream(); // tells a client that waits for it to send the body
    this.maxRecordedBytes = request.recordedBytes();
    this.comparison = comparison;
    this.place = place;
  }

  /**
   * Sends the answer of a request that was refused, reads on, and throws away what still comes: a
   * connection that is closed while bytes arrive takes the answer with it (RFC 9112, section 9.6).
   * Reads no more than {@link WebLimits#MAX_DISCARDED_BYTES} and, while bytes come, no longer than
   * {@link WebLimits#DISCARD}; a client that sends nothing is left to the listener's least rate.
   *
   * <p>The listeners of {@code web} do the same for our own services by holding back the end of an
   * answer. A servlet ends its answer by itself, so here its thread reads on.
   */
  public static void discardRest(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.flushBuffer();
    if (request.getHeader("Expect") != null && request.getAttribute(ASKED_FOR) == null) {
      return; // The client waits for an answer before it sends anything, and this is it.
    }
    long endNanos = System.nanoTime() + WebLimits.DISCARD.toNanos();
    byte[] buffer = new byte[BUFFER_BYTES];
    try (InputStream rest = request.getInputStream()) {
      long left = WebLimits.MAX_DISCARDED_BYTES;
      while (left > 0 && System.nanoTime() - endNanos < 0) {
        int count = rest.read(buffer);
        left = count < 0 ? 0 : left - count;
      }
    } catch (IOException gone) {
      // The answer is out; the server closes the connection.
    }
  }

  /** What was read so far, up to the bound. */
  public byte[] recorded() {
    return recorded.toByteArray();
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (place.isPresent() && System.nanoTime() - beganNanos > MAX_NANOS) {
      throw S3Failures.of(
          ErrorCode.REQUEST_TIMEOUT, "the body came too slowly; send it in smaller parts");
    }
    int count = in.read(target, offset, length);
    if (count > 0) {
      recorded.write(target, offset, Math.min(count, maxRecordedBytes - recorded.size()));
      comparison.ifPresent(wanted -> wanted.passed(target, offset, count));
    }
    return count;
  }

  @Override
  public int available() throws IOException {
    return in.available();
  }

  /** Ends the reading. The memory stays taken: whoever held the body may still have it. */
  @Override
  public void close() throws IOException {
    in.close();
  }

  /**
   * The signature is good, so the body no longer counts among those that anybody may send. It would
   * keep out other tenants' bodies while it waits for the turn of its own. The memory stays taken.
   */
  void signatureHolds() {
    place.ifPresent(Place::leaveCount);
  }

  /** Gives back the memory, at the end of the request. */
  public void giveBack() {
    place.ifPresent(Place::giveBack);
  }

  /** Compares content of known length with the SHA-256 that was signed. */
  private static final class Comparison {

    private final MessageDigest digest = Sha256.digest();
    private final String signed;
    private long leftBytes;

    Comparison(S3Request request) {
      this.signed = request.getHeader(AwsHttpHeaders.CONTENT_SHA256);
      this.leftBytes = request.getContentLengthLong();
    }

    void passed(byte[] bytes, int offset, int count) {
      digest.update(bytes, offset, count);
      leftBytes -= count;
      if (leftBytes < 0 || (leftBytes == 0 && !Sha256.hex(digest).equals(signed))) {
        throw S3Failures.of(
            ErrorCode.CONTENT_SHA256_MISMATCH,
            "the body has another SHA-256 than x-amz-content-sha256 says");
      }
    }
  }

  /**
   * Memory for bodies that are held whole before anybody knows who sent them. Until their signature
   * is found good, the number of those that have some or wait for some is bounded too, so that
   * senders without a key cannot keep out those who have one. Thread-safe.
   */
  public static final class Places {

    private final BodyMemory memory;
    private final Semaphore bodies;

    /** Takes memory from {@code memory} for at most {@code maxBodies} bodies at a time. */
    public Places(BodyMemory memory, int maxBodies) {
      this.memory = memory;
      this.bodies = new Semaphore(maxBodies);
    }

    /**
     * The body of a request. If it is held, takes as much memory as the handler may, and waits for
     * it if need be; {@link S3Body#giveBack} gives it back.
     *
     * @param isStreamed whether it is compared with its signed hash on its way, and not held
     * @throws software.amazon.awssdk.awscore.exception.AwsServiceException {@code SlowDown} if too
     *     many hold or want some, or there was none for too long
     */
    public S3Body open(S3Request request, boolean isStreamed) throws IOException {
      if (isStreamed) {
        return new S3Body(request, Optional.of(new Comparison(request)), Optional.empty());
      }
      int bytes = request.heldBytes();
      if (bytes == 0) {
        return new S3Body(request, Optional.empty(), Optional.empty());
      }
      String network = PeerNetworks.of(request.getRemoteAddr());
      take(network, bytes);
      Place place = new Place(this, network, bytes);
      try {
        return new S3Body(request, Optional.empty(), Optional.of(place));
      } catch (IOException | RuntimeException unreadable) {
        place.giveBack();
        throw unreadable;
      }
    }

    private void take(String network, int bytes) {
      try {
        if (bodies.tryAcquire()) {
          if (memory.take(network, bytes, WebLimits.MAX_MEMORY_WAIT)) {
            return;
          }
          bodies.release();
        }
      } catch (InterruptedException stopped) {
        bodies.release();
        Thread.currentThread().interrupt();
      }
      throw S3Failures.of(
          ErrorCode.SLOW_DOWN,
          "too many signed bodies are on their way; try again, or stream them");
    }
  }

  /** What a body that is held has taken; for one thread. */
  private static final class Place {

    private final Places of;
    private final String network;
    private final int bytes;
    private boolean isCounted = true;

    Place(Places of, String network, int bytes) {
      this.of = of;
      this.network = network;
      this.bytes = bytes;
    }

    void leaveCount() {
      if (isCounted) {
        isCounted = false;
        of.bodies.release();
      }
    }

    void giveBack() {
      leaveCount();
      of.memory.give(network, bytes);
    }
  }
}
