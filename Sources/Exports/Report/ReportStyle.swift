/// The report's style: readable on a phone, on A4 when it is printed.
enum ReportStyle {
    static let css: StaticString = """
        :root{color-scheme:light}*{box-sizing:border-box}
        body{margin:0 auto;max-width:60rem;padding:1rem;background:#fff;color:#1a1a1a;
        font:1rem/1.6 "Noto Sans CJK SC","PingFang SC","Microsoft YaHei",sans-serif}
        h1{font-size:1.5rem;line-height:1.3;margin:.2rem 0}
        h2{font-size:1.15rem;margin:1.8rem 0 .5rem;border-bottom:2px solid #14532d}
        small{color:#555;font-weight:normal}
        .state{display:inline-block;border:2px solid #14532d;padding:0 .6rem;font-weight:bold}
        .sentence{font-size:1.1rem;padding:.8rem;border-left:4px solid #14532d;background:#f1f6f2}
        .figures{display:grid;grid-template-columns:repeat(auto-fill,minmax(9.5rem,1fr));gap:.5rem;
        margin:0;padding:0}
        .figures div{border:1px solid #bbb;padding:.4rem .6rem}
        .figures dt{font-size:.85rem;color:#444}.figures dd{margin:0;font-size:1.25rem;
        font-weight:bold;overflow-wrap:anywhere}
        .charts{display:grid;grid-template-columns:repeat(auto-fit,minmax(17rem,1fr));gap:1rem}
        figure{margin:.5rem 0;break-inside:avoid;max-width:30rem}
        figcaption{font-weight:bold}svg{width:100%;height:auto;display:block}
        svg text{font-size:13px;fill:#1a1a1a}.bar{fill:#2f6f4a}.axis{stroke:#555}
        .wide{overflow-x:auto}table{border-collapse:collapse;width:100%;font-size:.9rem}
        th,td{border:1px solid #bbb;padding:.2rem .45rem;text-align:right;white-space:nowrap}
        th:first-child,td:first-child{text-align:left;white-space:normal;min-width:7rem}
        td.words{text-align:left;white-space:normal;min-width:10rem}
        thead th{background:#eef3ef;white-space:normal;min-width:4rem}thead{display:table-header-group}tr{break-inside:avoid}
        .notes,.cover{font-size:.9rem}.cover td{text-align:left;white-space:normal;
        overflow-wrap:anywhere}
        .l2{padding-left:1.2rem}.l3{padding-left:2.2rem}.l4{padding-left:3.2rem}
        @page{size:A4;margin:15mm}
        @media print{body{max-width:none;padding:0;font-size:10.5pt}.wide{overflow:visible}
        table{font-size:8.5pt}th,td{white-space:normal;padding:.1rem .3rem}h2{break-after:avoid}
        figure{max-width:85mm}.charts{grid-template-columns:1fr 1fr}a{color:inherit;text-decoration:none}}
        """
}
