package dev.freehold.bench.files;

import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.S3ProxyConstants;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.middleware.EncryptedBlobStore;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;

/** A process that is S3Proxy over its file-system store, as it is or with something between. */
final class PeerMain {

  static final String KEY = "bench";
  static final String SECRET = "bench-secret";

  private PeerMain() {}

  /** Takes the kind of peer and a folder; says its port. */
  public static void main(String[] arguments) throws Exception {
    BlobStore folder = new FilesystemNio2BlobStore(arguments[1]);
    BlobStore store =
        switch (Peer.Kind.valueOf(arguments[0].toUpperCase(Locale.ROOT))) {
          case PLAIN -> folder;
          case FLUSHED -> new FlushingBlobStore(folder, Path.of(arguments[1]));
          case ENCRYPTED -> encrypted(folder);
          case RCLONE, FREEHOLD -> throw new IllegalArgumentException("this is S3Proxy alone");
        };
    S3Proxy proxy =
        S3Proxy.builder()
            .blobStore(store)
            .endpoint(URI.create("http://127.0.0.1:0"))
            .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, KEY, SECRET)
            .build();
    proxy.start();
    System.out.println("port " + proxy.getPort());
    new CountDownLatch(1).await();
  }

  private static BlobStore encrypted(BlobStore store) throws Exception {
    Properties properties = new Properties();
    properties.setProperty(
        S3ProxyConstants.PROPERTY_ENCRYPTED_BLOBSTORE_PASSWORD, "a password of the benchmark");
    properties.setProperty(S3ProxyConstants.PROPERTY_ENCRYPTED_BLOBSTORE_SALT, "12345678");
    return EncryptedBlobStore.newEncryptedBlobStore(store, properties);
  }
}
