package dev.freehold.content.testing;

import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;

/** A plain S3Proxy over a folder, for a process of its own: FOLDER PORT ACCESS-KEY SECRET-KEY. */
final class S3ProxyMain {

  private S3ProxyMain() {}

  /** Prints its port once it answers, and ends with its standard input. */
  public static void main(String[] arguments) throws Exception {
    PrintStream out = System.out;
    // Nobody reads log lines, and a pipe that is full would hold the process up.
    System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
    S3Proxy proxy =
        S3Proxy.builder()
            .endpoint(URI.create("http://127.0.0.1:" + arguments[1]))
            .awsAuthentication(AuthenticationType.AWS_V4, arguments[2], arguments[3])
            .blobStore(new FilesystemNio2BlobStore(arguments[0]))
            .build();
    proxy.start();
    out.println("port " + proxy.getPort());
    while (System.in.read() >= 0) {
      // The end of the input is the end of the test, however it ended.
    }
    System.exit(0);
  }
}
