package workbook.checker.text;

import java.util.Locale;

/** A language that the workbook speaks. */
public enum Language {
    EN,
    ZH;

    /** The language of a locale: Chinese for any Chinese locale, else English. */
    public static Language of(Locale locale) {
        return locale.getLanguage().equals("zh") ? ZH : EN;
    }

    /** The code used on the command line and in file names: {@code en} or {@code zh}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
