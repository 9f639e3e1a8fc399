package dev.freehold.server.cli.node;

import dev.freehold.server.ServerError;
import dev.freehold.server.ServerException;
import dev.freehold.server.cli.options.ExitCode;
import dev.freehold.server.nodes.NodeBundle;
import dev.freehold.server.nodes.NodeKeys;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code freehold node join}. */
@Command(
    name = "join",
    mixinStandardHelpOptions = true,
    description = {
      "Makes the data folder of a new node. Prints a request and waits for the bundle that"
          + " 'freehold node invite' makes for it on a node that is there; paste it, or pipe it"
          + " in.",
      "The key that opens the bundle is in memory only: if this command ends, the bundle is of no"
          + " use to anybody."
    })
final class NodeJoinCommand implements Callable<Integer> {

  @Option(
      names = "--data",
      required = true,
      paramLabel = "DIR",
      description = "The data folder to make; it must be empty or absent.")
  private Path folder;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    NodeBundle.requireEmpty(folder);
    NodeKeys keys = new NodeKeys();
    out.printf(
        """
        On a node of the service, call
          freehold node invite NAME %s
        with a name for this node, and paste here what it prints.
        """,
        keys.request());
    out.flush();
    NodeBundle bundle = NodeBundle.open(bundle(), keys);
    try {
      bundle.writeInto(folder);
    } finally {
      bundle.clear();
    }
    out.printf(
        """
        %s is the data folder of a new node. Give it the same configuration as the others,
        then start it.
        """,
        folder);
    out.flush();
    return ExitCode.OK;
  }

  private static String bundle() throws IOException {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
    StringBuilder text = new StringBuilder();
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      text.append(line).append('\n');
      if (text.length() > NodeBundle.MAX_TEXT_CHARS) {
        throw new ServerException(
            ServerError.INPUT_INVALID, "that is longer than the bundle of a node can be");
      }
      if (line.contains(NodeBundle.END)) {
        break;
      }
    }
    return text.toString();
  }
}
