package dev.freehold.files.s3;

import org.gaul.s3proxy.AccessGrant;
import org.gaul.s3proxy.BlobStoreLocator;

/**
 * Gives the handler the secret of an access key and the store of its identity. It is asked before
 * the signature is checked, and once more for the source of a copy, which the store authorises by
 * itself.
 */
record IdentityStores(S3Services services) implements BlobStoreLocator {

  @Override
  public AccessGrant locateBlobStore(String accessKeyId, String bucket, String key) {
    if (accessKeyId == null) {
      return null;
    }
    return services.accessKeys().find(accessKeyId).map(this::grant).orElse(null);
  }

  private AccessGrant grant(S3AccessKey key) {
    Identity identity = new Identity(key.tenantId(), key.principalId(), services.sites());
    return new AccessGrant(
        key.secret(), new SiteBlobStore(identity, services.files(), S3Call.CURRENT.get()));
  }
}
