package dev.freehold.bench.files;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/**
 * Requests to one server over plain HTTP, to S3 with presigned URLs, so that the client costs
 * little and much the same for each server.
 */
public final class Load implements AutoCloseable {

  private static final Duration VALID = Duration.ofHours(12);
  private static final int CHUNK_BYTES = 1 << 20;
  private static final byte[] CHUNK = random();

  private final Peer peer;
  private final S3Presigner presigner;

  /** Sends to {@code peer}. */
  public Load(Peer peer) {
    this.peer = peer;
    this.presigner =
        S3Presigner.builder()
            .endpointOverride(peer.endpoint())
            .region(Region.US_EAST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(peer.key(), peer.secret())))
            .serviceConfiguration(S3Configuration.builder().pathStyleAccessEnabled(true).build())
            .build();
  }

  private URL putUrl(String name) throws IOException {
    return switch (peer.kind()) {
      case PLAIN, FLUSHED, ENCRYPTED, FREEHOLD ->
          presigner
              .presignPutObject(
                  p ->
                      p.signatureDuration(VALID)
                          .putObjectRequest(r -> r.bucket(Peer.BUCKET).key(name)))
              .url();
      case RCLONE -> peer.endpoint().resolve("/" + name).toURL();
    };
  }

  private URL getUrl(String name) throws IOException {
    return switch (peer.kind()) {
      case PLAIN, FLUSHED, ENCRYPTED, FREEHOLD ->
          presigner
              .presignGetObject(
                  p ->
                      p.signatureDuration(VALID)
                          .getObjectRequest(r -> r.bucket(Peer.BUCKET).key(name)))
              .url();
      case RCLONE -> peer.endpoint().resolve("/" + name).toURL();
    };
  }

  /** Puts a document of so many bytes. */
  public void put(String name, long bytes) throws IOException {
    URL url = putUrl(name);
    HttpURLConnection connection = (HttpURLConnection) url.openConnection();
    connection.setRequestMethod("PUT");
    connection.setDoOutput(true);
    connection.setFixedLengthStreamingMode(bytes);
    try (OutputStream out = connection.getOutputStream()) {
      for (long left = bytes; left > 0; left -= CHUNK_BYTES) {
        out.write(CHUNK, 0, (int) Math.min(left, CHUNK_BYTES));
      }
    }
    finish(connection, peer.kind() == Peer.Kind.RCLONE ? 201 : 200);
  }

  /** Gets a document, or the part of it that {@code range} names. */
  public long get(String name, String range) throws IOException {
    URL url = getUrl(name);
    HttpURLConnection connection = (HttpURLConnection) url.openConnection();
    if (!range.isEmpty()) {
      connection.setRequestProperty("Range", range);
    }
    return finish(connection, range.isEmpty() ? 200 : 206);
  }

  private static long finish(HttpURLConnection connection, int expected) throws IOException {
    if (connection.getResponseCode() != expected) {
      throw new IOException(
          connection.getRequestMethod() + " " + connection.getResponseCode() + refusal(connection));
    }
    byte[] buffer = new byte[256 << 10];
    long total = 0;
    try (InputStream in = connection.getInputStream()) {
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        total += count;
      }
    }
    return total;
  }

  /** What the server said about an answer that was not expected. */
  private static String refusal(HttpURLConnection connection) throws IOException {
    try (InputStream body = connection.getErrorStream()) {
      return body == null ? "" : ": " + new String(body.readNBytes(1_000), StandardCharsets.UTF_8);
    }
  }

  /** Does {@code count} pieces of work, {@code threads} at a time; returns seconds. */
  public static double inParallel(int threads, int count, Work work) throws Exception {
    AtomicInteger next = new AtomicInteger();
    long begin = System.nanoTime();
    try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      List<Future<?>> all = new ArrayList<>();
      for (int thread = 0; thread < threads; thread++) {
        all.add(
            pool.submit(
                () -> {
                  for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
                    work.run(i);
                  }
                  return null;
                }));
      }
      for (Future<?> one : all) {
        one.get();
      }
    }
    return (System.nanoTime() - begin) / 1e9;
  }

  private static byte[] random() {
    byte[] chunk = new byte[CHUNK_BYTES];
    new Random(1).nextBytes(chunk);
    return chunk;
  }

  @Override
  public void close() {
    presigner.close();
  }

  /** One piece. */
  @FunctionalInterface
  public interface Work {
    /** Does the piece of that number. */
    void run(int number) throws Exception;
  }
}
