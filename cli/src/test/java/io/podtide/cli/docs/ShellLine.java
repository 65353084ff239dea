package io.podtide.cli.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A line of a shell as documentation has it, as far as words go: the simple commands in it. What stands for others is taken for
 * one of them: {@code [--follow]} for {@code --follow}, {@code json|yaml} for {@code json}, {@code FILE...} for {@code FILE}.
 */
final class ShellLine {

    private static final Pattern ASSIGNMENT = Pattern.compile("[A-Za-z_]+=.*");

    private final String line;
    private final List<List<String>> commands = new ArrayList<>();
    private List<String> words = new ArrayList<>();
    private final StringBuilder word = new StringBuilder();
    private boolean quoted;

    private ShellLine(String line) {
        this.line = line;
    }

    static List<List<String>> commands(String line) {
        return new ShellLine(line).split();
    }

    private List<List<String>> split() {
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '\'' || c == '"') {
                int end = line.indexOf(c, i + 1);
                word.append(line, i + 1, end < 0 ? line.length() : end);
                quoted = true;
                i = end < 0 ? line.length() : end;
            } else if (c == '#' && word.isEmpty()) {
                break;
            } else if (Character.isWhitespace(c)) {
                endWord();
            } else if (c == ';' || c == '&' || (c == '|' && word.isEmpty()) || c == '(' || c == ')') {
                endCommand();
            } else {
                word.append(c);
            }
        }
        endCommand();
        return commands;
    }

    private void endWord() {
        var text = word.toString();
        if (!quoted) {
            text = text.replaceAll("[\\[\\]]", "")
                    .replaceFirst("(?<=.)\\|.*", "")
                    .replaceFirst("(?<=.)\\.\\.\\.$", "");
        }
        boolean isAssignment = words.isEmpty() && ASSIGNMENT.matcher(text).matches();
        if ((!text.isEmpty() || quoted) && !text.equals("...") && !text.equals("$") && !isAssignment) {
            words.add(text);
        }
        word.setLength(0);
        quoted = false;
    }

    private void endCommand() {
        endWord();
        int redirection = 0;
        while (redirection < words.size() && !words.get(redirection).matches("[012]?[<>].*")) {
            redirection++;
        }
        if (redirection > 0) {
            commands.add(List.copyOf(words.subList(0, redirection)));
        }
        words = new ArrayList<>();
    }
}
