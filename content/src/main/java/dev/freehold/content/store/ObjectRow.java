package dev.freehold.content.store;

import java.util.UUID;

/** What an active object's row says. */
record ObjectRow(
    UUID objectId, UUID tenantId, UUID ownerKeyId, long plaintextBytes, long blobBytes) {}
