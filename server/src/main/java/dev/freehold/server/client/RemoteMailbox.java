package dev.freehold.server.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.mail.transfer.AppendReceipt;
import dev.freehold.mail.transfer.AppendRequest;
import dev.freehold.mail.transfer.MailFolder;
import dev.freehold.mail.transfer.MailItem;
import dev.freehold.mail.transfer.MailSink;
import dev.freehold.mail.transfer.MailSource;
import dev.freehold.server.ServerException;
import dev.freehold.server.features.messages.MessageWire;
import dev.freehold.server.http.Json;
import dev.freehold.web.http.RequestUri;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A mailbox on a server, reached over HTTPS: imports go into it, exports come out. Thread-safe. */
public final class RemoteMailbox implements MailSink, MailSource {

  private final ApiClient client;
  private final String path;

  /** The mailbox of this address or GUID. */
  public RemoteMailbox(ApiClient client, String mailbox) {
    this.client = client;
    this.path = "/api/v1/mailboxes/" + RequestUri.encode(mailbox);
  }

  @Override
  public AppendReceipt append(AppendRequest request, InputStream content) throws IOException {
    BodyPublisher stream = BodyPublishers.ofInputStream(() -> content);
    BodyPublisher body =
        request.sizeBytes().isPresent() && request.sizeBytes().getAsLong() > 0
            ? BodyPublishers.fromPublisher(stream, request.sizeBytes().getAsLong())
            : stream;
    JsonNode receipt =
        asked(
            () ->
                client.upload(
                    path + "/messages?folder=" + RequestUri.encode(request.folder()),
                    body,
                    MessageWire.headers(request)));
    return Json.MAPPER.treeToValue(receipt, AppendReceipt.class);
  }

  @Override
  public void makeFolder(String folder) throws IOException {
    asked(() -> client.put(path + "/folders?folder=" + RequestUri.encode(folder), Map.of()));
  }

  @Override
  public List<MailFolder> folders() throws IOException {
    List<MailFolder> folders = new ArrayList<>();
    for (JsonNode folder : asked(() -> client.get(path + "/folders")).path("folders")) {
      folders.add(
          new MailFolder(
              folder.path("path").asText(),
              folder.path("messageCount").asLong(),
              folder.path("totalBytes").asLong()));
    }
    return folders;
  }

  @Override
  public List<MailItem> list(String folder, long afterUid, int max) throws IOException {
    JsonNode page =
        asked(
            () ->
                client.get(
                    "%s/messages?folder=%s&after=%d&max=%d"
                        .formatted(path, RequestUri.encode(folder), afterUid, max)));
    List<MailItem> items = new ArrayList<>();
    for (JsonNode message : page.path("messages")) {
      items.add(MessageWire.item(folder, message));
    }
    return items;
  }

  @Override
  public InputStream open(MailItem item) throws IOException {
    return asked(
        () ->
            client.download(
                "%s/messages/%d/content?folder=%s"
                    .formatted(path, item.uid(), RequestUri.encode(item.folder()))));
  }

  /** A request to the server. */
  @FunctionalInterface
  private interface Request<T> {
    T send() throws IOException;
  }

  private static <T> T asked(Request<T> request) throws IOException {
    try {
      return request.send();
    } catch (ApiRefusedException e) {
      throw new RefusedException(Reach.of(e.status(), e.code()), e.code(), e.getMessage(), e);
    } catch (ServerException e) {
      throw new RefusedException(Reach.NOW, e.code(), e.getMessage(), e);
    }
  }
}
