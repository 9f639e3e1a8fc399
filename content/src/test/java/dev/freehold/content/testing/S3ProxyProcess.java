package dev.freehold.content.testing;

import dev.freehold.content.blob.s3.S3Credentials;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * A plain S3Proxy in a process of its own, so that it can die as a store does. Its buckets are
 * folders of its folder.
 */
public final class S3ProxyProcess implements AutoCloseable {

  private static final S3Credentials CREDENTIALS = new S3Credentials("tester", "no-real-secret");

  private final Path folder;
  private Process process;

  /** Keeps the port while the process is dead: bound, and listening to nobody. */
  private final Socket place = new Socket();

  /** Starts one over {@code folder}, which must be there, on a free port of the loopback. */
  public S3ProxyProcess(Path folder) throws IOException {
    this.folder = folder;
    place.setReuseAddress(true);
    place.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    start();
  }

  /** Starts it again where it was, after it was killed. */
  public void start() throws IOException {
    process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx512m",
                "-Dlogback.configurationFile=" + System.getProperty("logback.configurationFile"),
                "-cp",
                System.getProperty("java.class.path"),
                S3ProxyMain.class.getName(),
                folder.toString(),
                Integer.toString(place.getLocalPort()),
                CREDENTIALS.accessKey(),
                CREDENTIALS.secretKey())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String line = process.inputReader(StandardCharsets.US_ASCII).readLine();
    if (line == null || !line.startsWith("port ")) {
      throw new IOException("S3Proxy did not start: " + line);
    }
  }

  /** Ends it as a power cut would. */
  public void kill() throws InterruptedException, IOException {
    process.destroyForcibly();
    if (!process.waitFor(30, TimeUnit.SECONDS)) {
      throw new IOException("S3Proxy does not end");
    }
  }

  /** Stops it where it is: the system goes on taking connections for it. */
  public void pause() throws InterruptedException, IOException {
    signal("-STOP");
  }

  /** Lets it go on. */
  public void resume() throws InterruptedException, IOException {
    signal("-CONT");
  }

  private void signal(String signal) throws InterruptedException, IOException {
    if (new ProcessBuilder("kill", signal, Long.toString(process.pid())).start().waitFor() != 0) {
      throw new IOException("S3Proxy took no signal " + signal);
    }
  }

  /** Where it listens. */
  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + place.getLocalPort());
  }

  /** Whom it knows. */
  public S3Credentials credentials() {
    return CREDENTIALS;
  }

  @Override
  public void close() {
    process.destroyForcibly();
    try {
      place.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
