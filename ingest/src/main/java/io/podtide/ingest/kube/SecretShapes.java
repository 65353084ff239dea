package io.podtide.ingest.kube;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Secrets that show what they are, whatever stands around them. Every pattern is bounded, or begins where no other match can, so
 * that its time grows with the text and not faster.
 */
final class SecretShapes {

    /**
     * @param hints at least one of them is in every text that has such a secret: looking for these is cheap, and most texts
     *     have none
     */
    private record Shape(Pattern pattern, List<String> hints) {

        String mask(String text) {
            for (var hint : hints) {
                if (text.contains(hint)) {
                    return pattern.matcher(text).replaceAll(Redaction.MASK);
                }
            }
            return text;
        }
    }

    private static final String KEY_END = "-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----";

    private static final List<Shape> ALL = List.of(
            // A key; without its end, or its beginning, where somebody cut the text.
            shape(
                    "-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----(?s:.*?)(?:" + KEY_END + "|\\z)"
                            + "|(?<![A-Za-z0-9+/=\\\\\\r\\n])[A-Za-z0-9+/=\\\\\\r\\n]{16,}+" + KEY_END,
                    "PRIVATE KEY"),
            // //user:password@host; a password may have / and @ in it, a registry with a port before an image's digest
            // is none.
            shape("(?<=//)[^\\s/:@\"']{0,256}:[^\\s/\"']{1,512}(?=@)", "@"),
            shape(
                    "(?<=//)[^\\s/:@\"']{1,256}:(?!\\d{1,5}/)[^\\s@\"']{1,512}(?=@[\\w.-]{1,253}(?::\\d{1,5})?(?:[/?\\s\"',;)]|$))",
                    "@"),
            // //token@host
            shape("(?<=//)[\\w.%~+-]{20,512}(?=@)", "@"),
            // user:password@tcp(host), user/password@host of Oracle
            shape("(?<![\\w.-])[\\w.-]{1,64}:[^\\s@\"']{1,128}(?=@(?:tcp|unix)\\()", "@tcp(", "@unix("),
            shape("(?<=:thin:)[^\\s/@\"']{1,128}/[^\\s@\"']{1,128}(?=@)", ":thin:"),
            // Headers. A digit tells a token from "bearer authentication".
            shape(
                    "(?i)(?<=\\bbearer )(?=[a-z_.~+/-]{0,256}[0-9])[\\w.~+/-]{8,}=*"
                            + "|(?<=\\bbasic )(?=[a-z+/]{0,256}[0-9=])[a-z0-9+/]{8,}={0,2}"
                            + "|(?<=\\bcookie: )[^\\r\\n\"']+"
                            + "|(?<=\\bauthorization: )(?=basic |bearer |digest |token |apikey |negotiate |[^ \\r\\n]{0,256}[0-9=])[^\\r\\n\"']+",
                    "earer ",
                    "EARER ",
                    "asic ",
                    "ASIC ",
                    "uthorization: ",
                    "UTHORIZATION: ",
                    "ookie: ",
                    "OOKIE: "),
            // <password>...</password>
            shape("(?i)(?<=<[\\w.:-]{0,32}(?:password|passwd|secret|token|api-?key)>)[^<]{1,4096}", "</"),
            // AWS, JSON in base64 (a JWT, the credentials of a registry), Google
            shape("\\b(?:AKIA|ASIA)[0-9A-Z]{16}\\b", "AKIA", "ASIA"),
            shape("\\beyJ[\\w+/-]{8,}={0,2}(?:\\.[\\w-]+){0,4}", "eyJ"),
            shape("\\bAIza[\\w-]{35}", "AIza"),
            // GitHub, GitLab, Slack, Docker Hub, npm, PyPI, Hugging Face, DigitalOcean, Stripe, Vault, SendGrid
            shape("\\b(?:gh[opsur]_|github_pat_)[\\w-]{10,}", "gho_", "ghp_", "ghs_", "ghu_", "ghr_", "github_pat_"),
            shape("\\b(?:glpat-|xox[abeprs]-)[\\w-]{10,}", "glpat-", "xox"),
            shape("(?<=hooks\\.slack\\.com/services/)[\\w/]{10,}", "hooks.slack.com"),
            shape(
                    "\\b(?:dckr_pat_|npm_|hf_|dop_v1_|pypi-Ag|[sr]k_(?:live|test)_|hv[sb]\\.|SG\\.)[\\w.-]{16,}",
                    "dckr_pat_",
                    "npm_",
                    "hf_",
                    "dop_v1_",
                    "pypi-Ag",
                    "k_live_",
                    "k_test_",
                    "hvs.",
                    "hvb.",
                    "SG."),
            // Model providers. A capital tells it from the names of Kubernetes, which have none.
            shape("\\bsk-(?=[a-z0-9_-]{0,128}[A-Z])[\\w-]{20,}", "sk-"));

    private SecretShapes() {}

    private static Shape shape(String pattern, String... hints) {
        return new Shape(Pattern.compile(pattern), List.of(hints));
    }

    static String mask(String text) {
        var masked = text;
        for (var shape : ALL) {
            masked = shape.mask(masked);
        }
        return masked;
    }
}
