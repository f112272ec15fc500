"""What is said about templates and documents, set out as in `messages_rules`."""

from collections.abc import Mapping

ERRORS: Mapping[str, tuple[str, str, str, str]] = {
    "template-not-word": (
        "模板不是完整的 Word 文件（.docx），无法读取（{found}）。",
        "The template is not a whole Word file (.docx) and cannot be read ({found}).",
        "用 Word、WPS 打开，另存为“Word 文档（.docx）”；打不开的，从程序自带的 templates 文件夹重新复制一份。",
        "Open it in Word and save it as a Word document (.docx); if it does not open, copy the template anew from the "
        "templates that come with the program.",
    ),
    "template-wide": (
        "标签中有全角符号“{found}”，应为半角的“{expected}”。",
        "A tag holds the full-width “{found}”; it must be “{expected}”.",
        "切换到英文输入法，重新输入这个符号；标签里的文字写在英文引号之内。",
        "Type the sign again with an English keyboard; words within a tag stand in straight quotation marks.",
    ),
    "template-apart": (
        "标签的两个符号之间有空格：“{found}”，应为“{expected}”。",
        "A blank stands between the two signs of a tag: “{found}”; it must be “{expected}”.",
        "删除空格，使两个符号紧挨在一起。",
        "Delete the blank, so that the two signs stand together.",
    ),
    "template-open": (
        "标签没有写完整（{found}），缺少“{expected}”；一个标签应在同一段内写完。",
        "A tag is not whole ({found}): “{expected}” is missing; a tag must begin and end in the same paragraph.",
        "把标签补写完整，如：{{{{ title }}}}；标签中间换了段的，合并为一段。",
        "Complete the tag, for example: {{{{ title }}}}; where a paragraph ends within a tag, join the two.",
    ),
    "template-not-closed": (
        "“{tag}”没有结束，应在其后写明“{found}”。",
        "“{tag}” is not ended; “{found}” must follow.",
        "在重复或者按条件出现的内容之后，写上 {{% {found} %}}。",
        "After what is repeated or shown on a condition, write {{% {found} %}}.",
    ),
    "template-not-opened": (
        "“{tag}”之前没有与它对应的“for”或“if”，应先有开头。",
        "“{tag}” has no “for” or “if” before it that it belongs to.",
        "补上开头的标签；多余的，删除。",
        "Add the tag that begins it, or delete this one.",
    ),
    "template-statement": (
        "Word 模板中不能使用“{found}”，可用的有：for、endfor、if、elif、else、endif、set，表格内还有 row for、row if、"
        "column for、column if。",
        "“{found}” cannot be used in a Word template; there are for, endfor, if, elif, else, endif and set, and in "
        "tables row for, row if, column for and column if.",
        "改用可用的标签；其他模板的内容，直接复制到此模板中。",
        "Use one of these; copy to this template what another one holds.",
    ),
    "template-no-row": (
        "“{tag}”不在表格内；以“{found}”开头的标签，管的是所在的一行或一格。",
        "“{tag}” does not stand in a table; a tag that begins with “{found}” holds the row or cell it stands in.",
        "移到表格内；表格之外的段落用 {{% for … %}} 和 {{% endfor %}}，各自单独成段。",
        "Move it to a table; outside tables use {{% for … %}} and {{% endfor %}}, each in a paragraph of its own.",
    ),
    "template-across": (
        "“{tag}”与对应的标签不在同样的位置，应同在一段之内、同在表格之外的各段、同一单元格的各段，或者同一表格的各行。",
        "“{tag}” and the tags it belongs to do not stand in like places: they must be in one paragraph, in paragraphs "
        "outside tables, in paragraphs of one cell, or in rows of one table.",
        "重复表格的一行时，在这一行第一格的开头写 {{% row for … %}}，不写结束的标签；重复几行时，两个标签各占一行。",
        "To repeat a row, write {{% row for … %}} at the beginning of its first cell, without an end; to repeat "
        "several, give each tag a row of its own.",
    ),
    "template-not-alone": (
        "“{tag}”管着几个段落或几行，应单独成段或单独占一行，但同一段或同一行还有别的内容。",
        "“{tag}” holds several paragraphs or rows, so it must stand alone in its paragraph or row, where there is "
        "something else as well.",
        "把标签移到单独的一段或一行，生成文书时这一段或一行随标签一起消失。",
        "Move the tag to a paragraph or row of its own, which goes with the tag when a document is made.",
    ),
    "pdf-no-office": (
        "没有找到 LibreOffice（{found}），无法生成 PDF。",
        "LibreOffice was not found ({found}), so no PDF can be made.",
        "安装 LibreOffice 后重试，如：sudo apt-get install libreoffice-writer-nogui fonts-noto-cjk；或者用 Word、WPS "
        "打开 Word 文书，另存为 PDF。",
        "Install LibreOffice and try again, for example: sudo apt-get install libreoffice-writer-nogui "
        "fonts-noto-cjk; or open the Word documents in Word and save them as PDF.",
    ),
    "pdf-no-font": (
        "本机没有中文字体，生成的 PDF 中汉字会显示为方框，没有生成。",
        "This machine has no Chinese font, so that Chinese text would show as boxes; no PDF was made.",
        "安装一种中文字体后重试，如：sudo apt-get install fonts-noto-cjk",
        "Install a Chinese font and try again, for example: sudo apt-get install fonts-noto-cjk",
    ),
    "pdf-no-documents": (
        "结果中没有 Word 文书，PDF 由 Word 文书转换而来。",
        "The result holds no Word documents, from which PDF files are made.",
        "重新评价并要求 Word 文书，如：evaluator evaluate …… --formats html,word",
        "Evaluate again and ask for Word documents, for example: evaluator evaluate … --formats html,word",
    ),
    "pdf-failed": (
        "LibreOffice 没有把此文书转换为 PDF（{found}）。",
        "LibreOffice did not turn this document into PDF ({found}).",
        "用 Word、WPS 打开此文书，核对能否打开；能打开的，另存为 PDF。",
        "See whether the document opens in Word; if it does, save it as PDF there.",
    ),
    "pdf-too-long": (
        "LibreOffice 在 {expected} 秒内没有转换完，已经停止，此文书没有 PDF。",
        "LibreOffice was not done within {expected} seconds and was stopped; this document has no PDF.",
        "核对此文书能否用 Word、WPS 打开；本机正忙的，稍后重试。",
        "See whether the document opens in Word; if the machine is busy, try again later.",
    ),
    "pdf-inside-result": (
        "PDF 不能写入结果文件夹“{found}”，结果应保持原样，以便核对。",
        "No PDF may be written into the folder “{found}” of a result, which must stay as it is to be verified.",
        "写到结果文件夹之外，如：--out {expected}",
        "Write outside of it, for example: --out {expected}",
    ),
}

WARNINGS: Mapping[str, tuple[str, str, str, str]] = {
    "template-mixed": (
        "标签“{found}”内的格式不一致，生成的文字用标签开头的格式。",
        "The formatting changes within the tag “{found}”; what it prints takes that of the tag's beginning.",
        "选中整个标签（连同花括号），统一设置一次格式。",
        "Select the whole tag with its braces and format it once.",
    ),
    "template-tracked": (
        "模板中有未接受的修订，修订的内容和删去的文字会留在生成的文书中。",
        "The template holds tracked changes that nobody has accepted; they, and the text deleted, stay in every "
        "document.",
        "在 Word 的“审阅”中接受或者拒绝全部修订，保存后再用。",
        "Accept or reject all changes under “Review” in Word, and save the template.",
    ),
}
