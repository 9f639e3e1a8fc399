package dev.freehold.mail.migration;

import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.store.MailFolder;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Flags;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.Properties;

/** An IMAP server on loopback with mail in it. */
public final class SourceServer implements AutoCloseable {

  static final String PASSWORD = "correct horse";

  private final GreenMail server;
  private final boolean tls;

  private SourceServer(boolean tls) {
    this.tls = tls;
    this.server =
        new GreenMail(new ServerSetup(0, "127.0.0.1", tls ? "imaps" : "imap").dynamicPort());
    server.start();
  }

  static SourceServer start() {
    return new SourceServer(false);
  }

  public static SourceServer startWithTls() {
    return new SourceServer(true);
  }

  public int port() {
    return (tls ? server.getImaps() : server.getImap()).getPort();
  }

  /** Makes an account with {@link #PASSWORD}. */
  GreenMailUser account(String name) {
    return server.setUser(name + "@old.example", name, PASSWORD);
  }

  /** Puts a message into a folder of an account, which is made if it is not there. */
  void put(GreenMailUser account, String folder, byte[] message, Flags flags, Instant date) {
    try {
      MimeMessage parsed =
          new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(message));
      folder(account, folder).appendMessage(parsed, flags, Date.from(date));
    } catch (MessagingException e) {
      throw new IllegalStateException(e);
    }
  }

  private MailFolder folder(GreenMailUser account, String name) {
    var manager = server.getManagers().getImapHostManager();
    try {
      if (name.equals("INBOX")) {
        return manager.getInbox(account);
      }
      MailFolder found = manager.getFolder(account, name);
      return found != null ? found : manager.createMailbox(account, name);
    } catch (FolderException | com.icegreen.greenmail.imap.AuthorizationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A message that can be told from others. */
  static byte[] message(String subject) {
    return ("From: carol@old.example\r\nTo: dave@old.example\r\nSubject: "
            + subject
            + "\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=us-ascii\r\n\r\n"
            + "The text of "
            + subject
            + ".\r\n")
        .getBytes(StandardCharsets.US_ASCII);
  }

  @Override
  public void close() {
    server.stop();
  }
}
