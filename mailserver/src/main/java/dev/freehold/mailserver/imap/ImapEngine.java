package dev.freehold.mailserver.imap;

import dev.freehold.mailserver.imap.answers.FetchAnswer;
import dev.freehold.mailserver.imap.answers.FlagLines;
import dev.freehold.mailserver.imap.answers.StatusLine;
import dev.freehold.mailserver.imap.news.NewsBus;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.james.imap.api.ImapConfiguration;
import org.apache.james.imap.api.ImapMessage;
import org.apache.james.imap.api.message.response.StatusResponseFactory;
import org.apache.james.imap.api.process.ImapProcessor;
import org.apache.james.imap.decode.ImapDecoder;
import org.apache.james.imap.encode.ImapEncoder;
import org.apache.james.imap.encode.ImapResponseComposer;
import org.apache.james.imap.encode.ImapResponseEncoder;
import org.apache.james.imap.encode.main.DefaultImapEncoderFactory;
import org.apache.james.imap.message.response.UnpooledStatusResponseFactory;
import org.apache.james.imap.processor.DefaultProcessor;
import org.apache.james.imap.processor.base.AbstractProcessor;
import org.apache.james.imap.processor.base.UnknownRequestProcessor;

/**
 * What understands commands, runs them and words the answers: James's parts, with ours in place of
 * some. Safe for use by many connections.
 *
 * @param decoder reads a command
 * @param processor runs it
 * @param encoder writes an answer
 * @param announcement what is said to be there
 * @param news where folders register that are selected
 */
record ImapEngine(
    ImapDecoder decoder,
    ImapProcessor processor,
    ImapEncoder encoder,
    Announcement announcement,
    NewsBus news) {

  /**
   * Wires the parts.
   *
   * @param messageBytes the longest message that is taken
   */
  static ImapEngine of(ImapMailboxes mailboxes, MailSignIn signIn, int messageBytes) {
    ImapExtensions extensions = mailboxes.extensions();
    StatusResponseFactory responses = new UnpooledStatusResponseFactory();
    Announcement announcement = new Announcement(extensions.capabilities(), messageBytes);
    Map<Class<?>, ImapProcessor> byRequest = new HashMap<>();
    NewsBus news = new NewsBus(mailboxes.events());
    new Processors(mailboxes.withEvents(news), signIn, responses, announcement)
        .all()
        .forEach(processor -> put(processor, byRequest));
    extensions.processors().forEach(processor -> put(processor, byRequest));
    ImapProcessor processor =
        new DefaultProcessor(rawly(byRequest), new UnknownRequestProcessor(responses));
    processor.configure(
        ImapConfiguration.builder()
            .isCondstoreEnable(true)
            .isProvisionDefaultMailboxes(false)
            .appendLimit(messageBytes)
            .build());
    return new ImapEngine(
        new CommandDecoder(responses, Commands.parsers(responses, extensions.parsers())),
        processor,
        new Encoders(extensions.encoders()),
        announcement,
        news);
  }

  private static void put(AbstractProcessor<?> processor, Map<Class<?>, ImapProcessor> byRequest) {
    processor.acceptableClasses().forEach(request -> byRequest.put(request, processor));
  }

  /** James's own map has no type for its classes. */
  @SuppressWarnings("rawtypes")
  private static Map<Class, ImapProcessor> rawly(Map<Class<?>, ImapProcessor> byRequest) {
    return new LinkedHashMap<>(byRequest);
  }

  /** James's encoders, and before them ours. */
  private static final class Encoders implements ImapEncoder {

    private final ImapEncoder others = new DefaultImapEncoderFactory().buildImapEncoder();
    private final Map<Class<?>, ImapResponseEncoder<?>> ours = new HashMap<>();

    Encoders(List<ImapResponseEncoder<?>> ofExtensions) {
      Stream.concat(
              Stream.of(
                  new StatusLine.Encoder(), new FetchAnswer.Encoder(), new FlagLines.Encoder()),
              ofExtensions.stream())
          .forEach(encoder -> ours.put(encoder.acceptableMessages(), encoder));
    }

    @Override
    public void encode(ImapMessage message, ImapResponseComposer composer) throws IOException {
      ImapResponseEncoder<?> own = ours.get(message.getClass());
      if (own == null) {
        others.encode(message, composer);
      } else {
        encode(own, message, composer);
      }
    }

    private static <M extends ImapMessage> void encode(
        ImapResponseEncoder<M> encoder, ImapMessage message, ImapResponseComposer composer)
        throws IOException {
      encoder.encode(encoder.acceptableMessages().cast(message), composer);
    }
  }
}
