package dev.freehold.files.s3.request;

import dev.freehold.custody.Requester;
import dev.freehold.custody.identity.Role;
import java.util.Set;
import java.util.UUID;

/**
 * Whose access key a request names, and for what.
 *
 * @param accessKeyId the access key
 * @param tenantId the tenant that its holder acts in
 * @param principalId the user or application that holds it
 * @param roles what that may do in its tenant
 * @param bucket the bucket that the host or the path names; null if none
 */
public record S3Caller(
    String accessKeyId, UUID tenantId, UUID principalId, Set<Role> roles, String bucket) {

  /** On whose behalf keys are opened. */
  public Requester requester() {
    return Requester.user(principalId.toString());
  }
}
