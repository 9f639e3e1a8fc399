package dev.freehold.server.quickstart;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.server.text.ByteText;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;

/** A document goes into a site over S3, under the tenant's own keys, and comes out as it was. */
final class SiteChecks {

  private final Report report;
  private final TenantSetup tenant;

  SiteChecks(Report report, TenantSetup tenant) {
    this.report = report;
    this.tenant = tenant;
  }

  void run() throws IOException {
    byte[] content = SampleDocument.content();
    long startNanos = System.nanoTime();
    tenant.site().put(SampleDocument.NAME, content);
    boolean isSame = Arrays.equals(content, tenant.site().get(SampleDocument.NAME));
    report.check(
        isSame,
        "document",
        String.format(
            Locale.ROOT,
            "%s into the site %s and out over S3 in %.1f s, %s",
            ByteText.of(content.length),
            TenantSetup.SITE,
            (System.nanoTime() - startNanos) / 1e9,
            isSame ? "bytes equal" : "bytes NOT equal"));
    JsonNode site = tenant.client().get("/api/v1/sites/" + TenantSetup.SITE);
    String policy = site.path("policyKind").asText();
    report.check(
        policy.equals("file") && site.path("isEncrypted").asBoolean(),
        "site",
        "policy of the geo %s, IsEncrypted %s"
            .formatted(site.path("geo").asText(), site.path("isEncrypted").asText()));
  }
}
