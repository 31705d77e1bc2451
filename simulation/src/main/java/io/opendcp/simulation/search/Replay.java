package io.opendcp.simulation.search;

import io.opendcp.simulation.SimulationException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Runs a kept case again. Argument: its file. */
public final class Replay {
    private Replay() {}

    /** Ends with 1 if it still fails, with 2 if the file is no case. */
    public static void main(String[] args) {
        if (args.length != 1) {
            System.err.println("usage: replay FILE");
            System.exit(2);
        }
        try {
            Case kept = CaseText.read(Files.readAllLines(Path.of(args[0])));
            System.out.println(kept.run());
        } catch (CharacterCodingException e) {
            System.err.println(args[0] + ": no text in UTF-8");
            System.exit(2);
        } catch (IOException | IllegalArgumentException e) {
            System.err.println(args[0] + ": " + e.getMessage());
            System.exit(2);
        } catch (SimulationException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }
}
