package dev.freehold.custody.approvers;

import java.time.Instant;
import java.util.UUID;

/**
 * The legal document of a purge, without its bytes.
 *
 * @param id of the document
 * @param tenantId whose purge it is
 * @param caseId the purge
 * @param approverId the registration of the person who is to sign
 * @param isOpen whether no later document has replaced it
 * @param inventorySha256 of the list that it names
 * @param sha256 of its bytes
 * @param madeBy who asked for it
 * @param madeAt when
 * @param validUntil until when it can be signed
 */
public record PurgeDocument(
    UUID id,
    UUID tenantId,
    UUID caseId,
    UUID approverId,
    boolean isOpen,
    String inventorySha256,
    String sha256,
    String madeBy,
    Instant madeAt,
    Instant validUntil) {}
