package dev.signalbox.decision.check;

import com.github.javaparser.Position;
import com.github.javaparser.ast.Node;
import dev.signalbox.process.PackFault;
import java.util.List;
import org.drools.drl.ast.descr.PackageDescr;
import org.jspecify.annotations.Nullable;

/**
 * A piece of a file that is read by itself, such as one constraint.
 *
 * @param start its offset in the file
 * @param exact whether it stands there word for word, so that places within it are places of the file
 * @param rule the rule it belongs to, or null
 */
record RuleText(
        DrlFile file,
        String text,
        int start,
        boolean exact,
        @Nullable String rule) {

    /** For who only wants to know what an expression stands for. */
    static final RuleText NONE =
            new RuleText(new DrlFile("", "", new PackageDescr(), DrlFile.Spot::new), "", 0, false, null);

    static RuleText at(DrlFile file, String text, int start, @Nullable String rule) {
        boolean exact = start >= 0 && file.text().startsWith(text, start);
        return new RuleText(file, text, Math.max(0, start), exact, rule);
    }

    /** The offset in the file of a place in the text, whose lines and columns count from 1. */
    int offset(Position place) {
        if (!exact) {
            return start;
        }
        int at = 0;
        for (int line = 1; line < place.line; line++) {
            at = text.indexOf('\n', at) + 1;
        }
        return start + at + place.column - 1;
    }

    PackFault fault(Node node, String message) {
        return file.fault(offset(node), rule, message);
    }

    /** A fault so many letters behind the beginning of the node. */
    PackFault fault(Node node, int letters, String message) {
        return file.fault(offset(node) + (exact ? letters : 0), rule, message);
    }

    /** Where the node stands; the parser of conditions does not know it of every one, and then it is looked for. */
    private int offset(Node node) {
        List<Token> code = Token.of(ExpressionCheck.code(node));
        int begin = node.getBegin().map(this::offset).orElse(start);
        if (!exact || code.isEmpty() || file.text().startsWith(code.get(0).text(), begin)) {
            return begin;
        }
        List<Token> all = Token.of(text);
        return Token.find(code, all).stream()
                .findFirst()
                .map(at -> start + all.get(at).start())
                .orElse(begin);
    }
}
