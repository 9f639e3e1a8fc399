package dev.freehold.files.s3;

import dev.freehold.custody.Requester;
import dev.freehold.files.ChosenPart;
import dev.freehold.files.Conditions;
import dev.freehold.files.Document;
import dev.freehold.files.DocumentPage;
import dev.freehold.files.DocumentProperties;
import dev.freehold.files.DocumentSelection;
import dev.freehold.files.Documents;
import dev.freehold.files.NewContent;
import dev.freehold.files.OpenDocument;
import dev.freehold.files.Site;
import dev.freehold.files.Upload;
import dev.freehold.files.UploadedPart;
import dev.freehold.files.Uploads;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.UUID;

/** The real ones. */
record StoredSiteFiles(Documents documents, Uploads uploads) implements SiteFiles {

  @Override
  public Document put(
      Site site,
      String name,
      DocumentProperties properties,
      NewContent content,
      Conditions conditions,
      Requester requester)
      throws IOException {
    return documents.put(site, name, properties, content, conditions, requester);
  }

  @Override
  public Document require(Site site, String name, Requester requester) {
    return documents.require(site, name, requester);
  }

  @Override
  public Opened open(Site site, String name, Requester requester) {
    return new OpenedDocument(documents.open(site, name, requester));
  }

  @Override
  public DocumentPage list(Site site, DocumentSelection selection, Requester requester) {
    return documents.list(site, selection, requester);
  }

  @Override
  public boolean delete(Site site, String name, Conditions conditions, Requester requester) {
    return documents.delete(site, name, conditions, requester);
  }

  @Override
  public Upload startUpload(
      Site site, String name, DocumentProperties properties, Requester requester) {
    return uploads.start(site, name, properties, requester);
  }

  @Override
  public Upload requireUpload(Site site, UUID uploadId, Requester requester) {
    return uploads.require(site, uploadId, requester);
  }

  @Override
  public List<Upload> uploads(Site site, Requester requester) {
    return uploads.list(site, requester);
  }

  @Override
  public UploadedPart putPart(
      Site site, UUID uploadId, int number, NewContent content, Requester requester)
      throws IOException {
    return uploads.putPart(site, uploadId, number, content, requester);
  }

  @Override
  public List<UploadedPart> parts(Site site, UUID uploadId, Requester requester) {
    return uploads.parts(site, uploadId, requester);
  }

  @Override
  public Document complete(
      Site site,
      UUID uploadId,
      List<ChosenPart> parts,
      Conditions conditions,
      Requester requester) {
    return uploads.complete(site, uploadId, parts, conditions, requester);
  }

  @Override
  public void abort(Site site, UUID uploadId) {
    uploads.abort(site, uploadId);
  }

  private record OpenedDocument(OpenDocument open) implements Opened {

    @Override
    public Document document() {
      return open.document();
    }

    @Override
    public InputStream stream(long from, long length) {
      return open.stream(from, length);
    }

    @Override
    public void close() {
      open.close();
    }
  }
}
