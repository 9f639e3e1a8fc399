package dev.freehold.mailserver.commands;

import dev.freehold.mail.mailboxes.SpecialUse;
import dev.freehold.mailserver.imap.answers.AnswerComposer;
import dev.freehold.mailserver.imap.answers.FetchAnswer;
import dev.freehold.mailserver.search.EnvelopeSearchIndex;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.james.core.Username;
import org.apache.james.imap.api.ImapMessage;
import org.apache.james.imap.api.message.response.StatusResponseFactory;
import org.apache.james.imap.api.process.ImapProcessor;
import org.apache.james.imap.decode.ImapCommandParser;
import org.apache.james.imap.decode.ImapCommandParserFactory;
import org.apache.james.imap.decode.ImapRequestStreamLineReader;
import org.apache.james.imap.decode.main.DefaultImapDecoder;
import org.apache.james.imap.decode.parser.ImapParserFactory;
import org.apache.james.imap.decode.parser.UidCommandParser;
import org.apache.james.imap.encode.FakeImapSession;
import org.apache.james.imap.encode.ImapEncoder;
import org.apache.james.imap.encode.ImapResponseEncoder;
import org.apache.james.imap.encode.ImapResponseWriter;
import org.apache.james.imap.encode.main.DefaultImapEncoderFactory;
import org.apache.james.imap.main.ResponseEncoder;
import org.apache.james.imap.message.Literal;
import org.apache.james.imap.message.response.UnpooledStatusResponseFactory;
import org.apache.james.imap.processor.base.AbstractProcessor;
import org.apache.james.imap.processor.main.DefaultImapProcessorFactory;
import org.apache.james.mailbox.MailboxSession;
import org.apache.james.mailbox.exception.MailboxException;
import org.apache.james.mailbox.inmemory.InMemoryMailboxManager;
import org.apache.james.mailbox.inmemory.InMemoryMessageId;
import org.apache.james.mailbox.inmemory.manager.InMemoryIntegrationResources;
import org.apache.james.mailbox.model.MailboxId;
import org.apache.james.mailbox.model.MailboxPath;
import org.apache.james.mailbox.store.StoreSubscriptionManager;
import org.apache.james.metrics.tests.RecordingMetricFactory;
import reactor.core.scheduler.Schedulers;

/** A session of IMAP over mailboxes in memory, without a network. For one thread. */
public final class ImapTalk implements AutoCloseable {

  private static final Username ALICE = Username.of("alice@contoso.example");

  public final MemoryEnvelopes envelopes = new MemoryEnvelopes();
  public final OrderCache cache =
      new OrderCache(envelopes, Schedulers.parallel(), Duration.ofMinutes(1));
  private final InMemoryMailboxManager mailboxes;
  private final MailboxSession mailboxSession;
  private final FakeImapSession session = new FakeImapSession();
  private final DefaultImapDecoder decoder;
  private final ImapProcessor james;
  private final Map<Class<?>, ImapProcessor> ours = new HashMap<>();
  private final ImapEncoder encoder;
  private final ImapEncoder jamesEncoder = new DefaultImapEncoderFactory().buildImapEncoder();

  public ImapTalk() throws MailboxException {
    InMemoryIntegrationResources memory =
        InMemoryIntegrationResources.builder()
            .preProvisionnedFakeAuthenticator()
            .fakeAuthorizator()
            .inVmEventBus()
            .defaultAnnotationLimits()
            .defaultMessageParser()
            .searchIndex(
                stage -> new EnvelopeSearchIndex(envelopes, row -> InMemoryMessageId.of(row.uid())))
            .noPreDeletionHooks()
            .storeQuotaManager()
            .build();
    mailboxes = memory.getMailboxManager();
    envelopes.use(mailboxes);
    mailboxSession = mailboxes.createSystemSession(ALICE);
    mailboxes.createMailbox(MailboxPath.inbox(ALICE), mailboxSession);
    session.authenticated();
    session.setMailboxSession(mailboxSession);
    StatusResponseFactory responses = new UnpooledStatusResponseFactory();
    RecordingMetricFactory metrics = new RecordingMetricFactory();
    decoder = new DefaultImapDecoder(responses, parsers(responses));
    james =
        DefaultImapProcessorFactory.createDefaultProcessor(
            mailboxes,
            memory.getEventBus(),
            new StoreSubscriptionManager(
                mailboxes.getMapperFactory(), mailboxes.getMapperFactory(), memory.getEventBus()),
            memory.getQuotaManager(),
            memory.getQuotaRootResolver(),
            metrics);
    for (AbstractProcessor<?> processor :
        MailCommands.processors(mailboxes, responses, metrics, envelopes, cache, new Uses())) {
      processor.acceptableClasses().forEach(type -> ours.put(type, processor));
    }
    Map<Class<?>, ImapResponseEncoder<ImapMessage>> encoders = new HashMap<>();
    MailCommands.encoders().forEach(each -> put(encoders, each));
    put(encoders, new FetchAnswer.Encoder());
    encoder =
        (message, composer) -> {
          ImapResponseEncoder<ImapMessage> own = encoders.get(message.getClass());
          if (own == null) {
            jamesEncoder.encode(message, composer);
          } else {
            own.encode(message, composer);
          }
        };
  }

  @SuppressWarnings("unchecked")
  private static void put(
      Map<Class<?>, ImapResponseEncoder<ImapMessage>> encoders, ImapResponseEncoder<?> each) {
    encoders.put(each.acceptableMessages(), (ImapResponseEncoder<ImapMessage>) each);
  }

  private static ImapCommandParserFactory parsers(StatusResponseFactory responses) {
    ImapCommandParserFactory stock = new ImapParserFactory(responses);
    Map<String, ImapCommandParser> own = new LinkedHashMap<>();
    MailCommands.parsers(responses)
        .forEach(parser -> own.put(parser.getCommand().getName(), parser));
    ImapCommandParserFactory all =
        name -> {
          ImapCommandParser parser = own.get(name.toUpperCase(java.util.Locale.ROOT));
          return parser == null ? stock.getParser(name) : parser;
        };
    own.put("UID", new UidCommandParser(all, responses));
    return all;
  }

  /** Appends a message to INBOX, with {@code \r\n} for line ends. */
  public void append(String message) {
    append(message.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
  }

  public void append(byte[] message) {
    try {
      mailboxes
          .getMailbox(MailboxPath.inbox(ALICE), mailboxSession)
          .appendMessage(
              org.apache.james.mailbox.MessageManager.AppendCommand.builder()
                  .build(new org.apache.james.mailbox.model.ByteContent(message)),
              mailboxSession);
    } catch (MailboxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Sends a command and returns all that is answered. */
  public String send(String command) {
    byte[] line = (command + "\r\n").getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImapMessage message =
        decoder.decode(
            new ImapRequestStreamLineReader(
                new ByteArrayInputStream(line), OutputStream.nullOutputStream()),
            session);
    Writer writer = new Writer(out);
    AnswerComposer composer = new AnswerComposer(writer);
    writer.composer = composer;
    ResponseEncoder responder = new ResponseEncoder(encoder, composer);
    ours.getOrDefault(message.getClass(), james)
        .processReactive(message, responder, session)
        .block();
    try {
      if (responder.getFailure() != null) {
        throw responder.getFailure();
      }
      composer.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    cache.close();
  }

  /** Writes to memory, a literal behind what was composed before it. */
  private static final class Writer implements ImapResponseWriter {
    private final ByteArrayOutputStream out;
    private AnswerComposer composer;

    Writer(ByteArrayOutputStream out) {
      this.out = out;
    }

    @Override
    public void write(byte[] buffer) {
      out.writeBytes(buffer);
    }

    @Override
    public void write(Literal literal) throws IOException {
      composer.flush();
      try (InputStream in = literal.getInputStream()) {
        in.transferTo(out);
      }
    }
  }

  /** Drafts is taken. */
  private final class Uses implements FolderUses {
    @Override
    public boolean isFree(MailboxSession user, SpecialUse use) {
      return use != SpecialUse.DRAFTS;
    }

    @Override
    public MailboxId create(MailboxSession user, MailboxPath path, SpecialUse use)
        throws MailboxException {
      return mailboxes.createMailbox(path, user).orElseThrow();
    }
  }
}
