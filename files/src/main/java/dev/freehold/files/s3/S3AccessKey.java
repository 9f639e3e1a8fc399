package dev.freehold.files.s3;

import java.util.UUID;

/**
 * An access key and whose it is.
 *
 * @param tenantId the tenant
 * @param principalId the user or application that requests with it come from
 * @param secret the secret that signs; S3 signatures need it in clear
 */
public record S3AccessKey(UUID tenantId, UUID principalId, String secret) {

  /** Never shows the secret. */
  @Override
  public String toString() {
    return "S3AccessKey[" + principalId + "]";
  }
}
