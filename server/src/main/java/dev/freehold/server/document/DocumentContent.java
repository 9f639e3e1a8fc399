package dev.freehold.server.document;

import dev.freehold.custody.approvers.Approver;
import dev.freehold.custody.purge.Inventory;
import dev.freehold.custody.purge.PurgeCase;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What a document says.
 *
 * @param id of the document
 * @param service the server that will carry the purge out
 * @param tenantName whose data is destroyed
 * @param requesterName who asked for the purge
 * @param purge the case
 * @param inventory what is destroyed
 * @param names what people call the first of the mailboxes or sites on the list
 * @param approver who is to sign, with a certificate
 * @param approverName what the approver is called
 * @param approverUserName the name by which the approver signs in
 * @param madeAt when the document was made
 * @param validUntil until when it can be signed
 */
record DocumentContent(
    UUID id,
    URI service,
    String tenantName,
    String requesterName,
    PurgeCase purge,
    Inventory inventory,
    List<String> names,
    Approver approver,
    String approverName,
    String approverUserName,
    Instant madeAt,
    Instant validUntil) {}
