package dev.freehold.files.s3.operation;

import dev.freehold.custody.jobs.ForegroundGauge;
import dev.freehold.files.access.AccessKeys;
import dev.freehold.files.documents.DocumentReads;
import dev.freehold.files.documents.Documents;
import dev.freehold.files.sites.SiteAccesses;
import dev.freehold.files.sites.Sites;
import dev.freehold.files.uploads.Uploads;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * The services behind the S3 protocol.
 *
 * @param accessKeys who signs
 * @param sites the buckets
 * @param accesses who may do what in them
 * @param makers who may make one
 * @param documents what is in them
 * @param reads who read what
 * @param uploads what is coming in parts
 * @param foreground what jobs stand back for: each request is counted while it is under way
 * @param meters what requests are counted in, once for each listener
 */
public record S3Services(
    AccessKeys accessKeys,
    Sites sites,
    SiteAccesses accesses,
    SiteMakers makers,
    Documents documents,
    DocumentReads reads,
    Uploads uploads,
    ForegroundGauge foreground,
    MeterRegistry meters) {}
