package dev.freehold.server.features.documents;

import dev.freehold.files.uploads.UploadSweeper;
import dev.freehold.server.coverage.Key;
import dev.freehold.server.coverage.TableRule;
import dev.freehold.server.features.Closer;
import dev.freehold.server.features.Feature;
import dev.freehold.server.features.Recurring;
import dev.freehold.server.http.Admission;
import dev.freehold.server.http.Handler;
import dev.freehold.web.http.Route;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The documents of sites beside the S3 protocol. S3 clients store and read documents, see {@code
 * files.s3}; there is no route here for that.
 */
public final class DocumentsFeature implements Feature {

  /** What its tables hold, for {@code freehold coverage}. */
  public static final List<TableRule> TABLES =
      List.of(
          TableRule.of("file_name_pages")
              .ids("site_id page_id owner_key_id")
              .sealed(Key.OWNER, "sealed"),
          TableRule.of("file_documents")
              .ids("site_id id object_id upload_id owner_key_id")
              .numbers("size_bytes modified_at")
              .sealed(Key.OWNER, "sealed"),
          TableRule.of("file_uploads")
              .ids("id site_id owner_key_id")
              .numbers("started_at")
              .sealed(Key.OWNER, "sealed"),
          TableRule.of("file_parts")
              .ids("site_id upload_id object_id owner_key_id")
              .numbers("number size_bytes modified_at")
              .sealed(Key.OWNER, "sealed"),
          TableRule.of("file_parts_let_go").ids("upload_id site_id"),
          TableRule.of("file_part_pages")
              .ids("site_id upload_id id owner_key_id")
              .numbers("first_byte")
              .sealed(Key.OWNER, "sealed"));

  private static final Logger LOG = LoggerFactory.getLogger(DocumentsFeature.class);

  private final UploadSweeper expiry;
  private final Duration every;

  /**
   * Builds the feature from these parts.
   *
   * @param expiry ends uploads that nobody went on with
   * @param every how often it looks
   */
  public DocumentsFeature(UploadSweeper expiry, Duration every) {
    this.expiry = expiry;
    this.every = every;
  }

  @Override
  public List<Route<Admission, Handler>> routes() {
    return List.of();
  }

  @Override
  public void start(Closer closer) {
    closer.add(new Recurring("upload-expiry", every, this::expire));
  }

  private void expire() {
    int ended = expiry.run();
    if (ended > 0) {
      LOG.info("{} uploads that were not completed in time were aborted", ended);
    }
  }
}
