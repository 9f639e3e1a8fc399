package dev.freehold.files.s3.operation;

import dev.freehold.files.access.KeyHolder;
import dev.freehold.files.s3.request.S3Failures;
import java.util.Optional;
import org.gaul.s3proxy.AccessGrant;
import org.gaul.s3proxy.BlobStoreLocator;

/**
 * Gives the handler the secret of an access key and the store of who signs with it. It is asked
 * before the signature is checked, and once more for the source of a copy, which the store
 * authorises by itself.
 */
public record CallerStores(S3Services services) implements BlobStoreLocator {

  @Override
  public AccessGrant locateBlobStore(String accessKeyId, String bucket, String key) {
    if (accessKeyId == null) {
      return null;
    }
    Optional<KeyHolder> found =
        S3Failures.translated(() -> services.accessKeys().find(accessKeyId));
    return found.map(holder -> grant(accessKeyId, holder, bucket)).orElse(null);
  }

  private AccessGrant grant(String accessKeyId, KeyHolder found, String bucket) {
    try (KeyHolder holder = found) {
      S3Caller caller =
          new S3Caller(holder.tenantId(), holder.principalId(), holder.roles(), services);
      S3Call call = S3Call.CURRENT.get();
      call.signedBy(accessKeyId, caller, bucket);
      return new AccessGrant(holder.secret().reveal(), new SiteBlobStore(caller, call));
    }
  }
}
