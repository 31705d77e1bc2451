package io.opendcp.simulator.session;

import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
import io.opendcp.protocol.error.Place;
import io.opendcp.simulator.dialect.Text;
import io.opendcp.simulator.dialect.Token;
import java.util.List;
import java.util.Optional;

/**
 * Puts the line into errors of analysis, which is the line where the name stands that the error is about. If the name
 * stands in several, the statement is compiled with one of them changed after the other: the error that then is about
 * the changed name was about that one.
 */
final class ErrorPlaces {
    /** Most occurrences of a name that are tried; what is further behind is taken for the first. */
    private static final int TRIED_MAX = 50;

    private final Compiler compiler;

    ErrorPlaces(Compiler compiler) {
        this.compiler = compiler;
    }

    /** The error as the client is to see it. */
    DmException placed(String sql, DmException error) {
        if (!error.wantsPlace()) {
            return error;
        }
        List<Token> tokens = Text.of(sql).tokens();
        int first = tokens.isEmpty() ? 0 : tokens.get(0).start();
        return error.at(
                Place.ofLine(sql, named(sql, tokens, error).map(Token::start).orElse(first)));
    }

    private Optional<Token> named(String sql, List<Token> tokens, DmException error) {
        String name = error.about().substring(error.about().lastIndexOf('.') + 1);
        List<Token> same = tokens.stream()
                .filter(token -> token.isName() && token.name().equalsIgnoreCase(name))
                .toList();
        boolean oneLine = same.stream()
                        .map(token -> Place.ofLine(sql, token.start()))
                        .distinct()
                        .count()
                < 2;
        Optional<Token> first = same.stream().findFirst();
        return oneLine
                ? first
                : same.stream()
                        .limit(TRIED_MAX)
                        .filter(token -> isAbout(sql, token, error))
                        .findFirst()
                        .or(() -> first);
    }

    private boolean isAbout(String sql, Token token, DmException error) {
        String other = token.name() + "$?";
        String changed = sql.substring(0, token.start()) + '"' + other + '"' + sql.substring(token.end());
        String before = error.about().substring(0, error.about().lastIndexOf('.') + 1);
        try {
            compiler.compile(changed);
            return false;
        } catch (DmException e) {
            boolean sameKind = e.code() == error.code() || error.code() == ErrorCode.AMBIGUOUS_COLUMN.code();
            return sameKind && e.about().equals(before + other);
        }
    }
}
