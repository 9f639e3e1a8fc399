package dev.freehold.custody.approvers;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * The registration of a person who signs a tenant's purges.
 *
 * @param id of the registration
 * @param tenantId whose approver it is
 * @param objectId the person
 * @param signs where the signature is made
 * @param certificate under which it is made; empty until the person has made a key here
 * @param registeredBy who registered it
 * @param registeredAt when
 * @param effectiveAt when it replaces an earlier one
 * @param revokedAt when the tenant said that the certificate is no longer to be trusted
 */
public record Approver(
    UUID id,
    UUID tenantId,
    UUID objectId,
    SigningPlace signs,
    Optional<ApproverCertificate> certificate,
    String registeredBy,
    Instant registeredAt,
    Instant effectiveAt,
    Optional<Instant> revokedAt) {

  /** Whether it can be the one that counts, if no newer one can. */
  boolean isInEffect(Instant now) {
    return certificate.isPresent() && !effectiveAt.isAfter(now);
  }
}
