/// The style of certificates and of what checking one says: a sheet of A4 across, and a phone.
enum CertificateStyle {
    static let css: StaticString = """
        :root{color-scheme:light}*{box-sizing:border-box}
        body{margin:0;padding:1rem;background:#e9ece9;color:#1a1a1a;
        font:1rem/1.6 "Noto Serif CJK SC","Source Han Serif SC","Songti SC",SimSun,serif}
        .sheet{position:relative;margin:0 auto;max-width:66rem;background:#fff;padding:3rem;
        border:6px double #8a1c1c;text-align:center}
        h1{font-size:1.9rem;line-height:1.35;margin:0 0 .3rem;overflow-wrap:anywhere}
        .kind{font-size:1.5rem;letter-spacing:.6em;margin:.4rem 0 1.4rem .6em;color:#8a1c1c}
        .name{font-size:2.2rem;font-weight:bold;line-height:1.35;margin:.2rem 0;overflow-wrap:anywhere}
        .group{margin:0 0 1rem;color:#444;overflow-wrap:anywhere}
        .result{font-size:1.35rem;margin:.6rem 0}.result b{font-size:1.8rem;color:#8a1c1c}
        .state{display:inline-block;border:2px solid #8a1c1c;color:#8a1c1c;padding:0 .8rem;
        font-weight:bold;margin:.3rem 0 0}
        .foot{display:flex;gap:1.5rem;align-items:flex-end;text-align:left;margin-top:1.6rem}
        .foot div{flex:1;min-width:0}.foot p{margin:.15rem 0;font-size:.85rem;overflow-wrap:anywhere}
        .issued{text-align:right}.issued .organiser{font-size:1.2rem;font-weight:bold}
        svg.code{width:17rem;height:17rem;flex:none;display:block}
        .short{font:bold 1.05rem/1.5 ui-monospace,"Noto Sans Mono CJK SC",monospace;
        letter-spacing:.04em;white-space:nowrap}
        .plain{margin:0 auto;max-width:40rem;background:#fff;padding:1.2rem;
        border-top:6px solid #14532d}.plain.false{border-color:#8a1c1c}
        .plain h1{font-size:1.4rem}.plain dl{display:grid;grid-template-columns:auto 1fr;
        gap:.3rem 1rem;margin:1rem 0}.plain dt{color:#444}.plain dd{margin:0;font-weight:bold;
        overflow-wrap:anywhere;min-width:0}
        @media (max-width:40rem){body{padding:.4rem}.sheet{padding:1rem}.foot{flex-direction:column;
        align-items:center;text-align:center}.issued{text-align:center}}
        @page{size:A4 landscape;margin:10mm}
        @media print{svg.code{width:48mm;height:48mm}body{background:#fff;padding:0}.sheet{max-width:none;height:189mm;padding:9mm;
        break-inside:avoid;display:flex;flex-direction:column;justify-content:space-between;
        -webkit-print-color-adjust:exact;print-color-adjust:exact}
        .foot{flex-direction:row;align-items:flex-end;text-align:left}.issued{text-align:right}}
        """
}
