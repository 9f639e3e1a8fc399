package dev.freehold.files.s3;

import dev.freehold.custody.Requester;
import dev.freehold.files.ChosenPart;
import dev.freehold.files.Conditions;
import dev.freehold.files.Document;
import dev.freehold.files.DocumentPage;
import dev.freehold.files.DocumentProperties;
import dev.freehold.files.DocumentSelection;
import dev.freehold.files.NewContent;
import dev.freehold.files.Site;
import dev.freehold.files.Upload;
import dev.freehold.files.UploadedPart;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.UUID;

/**
 * Documents and uploads as the protocol needs them; each method has the contract of the one of that
 * meaning in {@link dev.freehold.files.Documents} or {@link dev.freehold.files.Uploads}.
 */
interface SiteFiles {

  Document put(
      Site site,
      String name,
      DocumentProperties properties,
      NewContent content,
      Conditions conditions,
      Requester requester)
      throws IOException;

  Document require(Site site, String name, Requester requester);

  Opened open(Site site, String name, Requester requester);

  DocumentPage list(Site site, DocumentSelection selection, Requester requester);

  boolean delete(Site site, String name, Conditions conditions, Requester requester);

  Upload startUpload(Site site, String name, DocumentProperties properties, Requester requester);

  Upload requireUpload(Site site, UUID uploadId, Requester requester);

  List<Upload> uploads(Site site, Requester requester);

  UploadedPart putPart(
      Site site, UUID uploadId, int number, NewContent content, Requester requester)
      throws IOException;

  List<UploadedPart> parts(Site site, UUID uploadId, Requester requester);

  Document complete(
      Site site, UUID uploadId, List<ChosenPart> parts, Conditions conditions, Requester requester);

  void abort(Site site, UUID uploadId);

  /** A document that is open for reading, for one thread. */
  interface Opened extends AutoCloseable {

    Document document();

    /** A part of the content; its reads throw unchecked. */
    InputStream stream(long from, long length);

    @Override
    void close();
  }
}
