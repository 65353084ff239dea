package io.podtide.ingest.kube;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Which names speak of a secret, and which only of where one is. */
final class SecretNames {

    /** Not the plural: {@code exceeded quota: ... used: secrets=10}. */
    private static final Pattern SECRET = Pattern.compile(
            "pass(?:word|wd|phrase|code)|pwd|(?:secret|token|credential)(?!s)"
                    + "|(?:api|access|account|private|encryption|signing|shared|master|session|auth|ssh)[_.-]?key(?!s)"
                    + "|authorization|cookie|signature(?!s)|connection[_.-]?string|(?:^|[_.-])(?:pass|auth|sig|jwt|psk)$");

    /** {@code dbPass}, but not {@code bypass}. */
    private static final Pattern CAMEL = Pattern.compile("[a-z0-9](?:Pass|Auth)$");

    private static final Pattern REFERENCE =
            Pattern.compile("(?:names?|refs?|files?|paths?|dir|directory|ur[il]s?|ids?|types?"
                    + "|ttl|versions?|counts?|length|classe?s?|expir\\w{0,12}|polic(?:y|ies)|stores?|providers?|manager|rotation"
                    + "|enabled|required)$");

    private static final Pattern PASSWORD = Pattern.compile("(?:pass(?:word|wd|phrase)|pwd)$");

    /** Words of whole sentences, which a colon may follow: {@code failed to fetch token: serviceaccounts "web" not found}. */
    private static final Set<String> WORDS =
            Set.of("token", "secret", "credential", "signature", "cookie", "auth", "authorization");

    private SecretNames() {}

    static boolean isSecret(String name) {
        var lower = name.toLowerCase(Locale.ROOT);
        return (SECRET.matcher(lower).find() || CAMEL.matcher(name).find())
                && !REFERENCE.matcher(lower).find();
    }

    static boolean isPassword(String name) {
        return PASSWORD.matcher(name.toLowerCase(Locale.ROOT)).find();
    }

    static boolean isWord(String name) {
        return WORDS.contains(name.toLowerCase(Locale.ROOT));
    }
}
