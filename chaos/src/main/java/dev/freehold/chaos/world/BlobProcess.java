package dev.freehold.chaos.world;

import java.net.URI;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;

/** An S3 store over a folder, for a process of its own: FOLDER PORT ACCESS-KEY SECRET-KEY. */
final class BlobProcess {

  private BlobProcess() {}

  /** Says once that it serves, and runs until it is killed. */
  public static void main(String[] arguments) throws Exception {
    S3Proxy proxy =
        S3Proxy.builder()
            .endpoint(URI.create("http://0.0.0.0:" + arguments[1]))
            .awsAuthentication(AuthenticationType.AWS_V4, arguments[2], arguments[3])
            .blobStore(new FilesystemNio2BlobStore(arguments[0]))
            .build();
    proxy.start();
    System.out.println(BlobMachine.SERVES);
  }
}
